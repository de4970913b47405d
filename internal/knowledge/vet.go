package knowledge

// Vet says that a function tells by its boolean result whether a value is harmless at some sinks.
type Vet struct {
	Value Arg
	Not   bool // the value is harmless if the answer is no
	Sinks []Sink
}

// vets are the functions that test paths and addresses.
//
// An address that was resolved and found to be public may be another one when the request is made; programs that want to be
// sure refuse private addresses in the dialer. Either is a barrier here.
var vets = []Entry{
	{Symbol: "path/filepath.IsLocal", Signature: "func(path string) bool", Vet: &Vet{Value: Arg0, Sinks: []Sink{InFilePath}}},
	{Symbol: "io/fs.ValidPath", Signature: "func(name string) bool", Vet: &Vet{Value: Arg0, Sinks: []Sink{InFilePath}}},
	{Symbol: "(net.IP).{IsPrivate,IsLoopback,IsLinkLocalUnicast,IsLinkLocalMulticast,IsMulticast,IsUnspecified}", Signature: "func() bool",
		Vet: &Vet{Value: Recv, Not: true, Sinks: []Sink{InFetch}}},
	{Symbol: "(net.IP).IsGlobalUnicast", Signature: "func() bool", Vet: &Vet{Value: Recv, Sinks: []Sink{InFetch}}},
	{Symbol: "(net/netip.Addr).{IsPrivate,IsLoopback,IsLinkLocalUnicast,IsLinkLocalMulticast,IsMulticast,IsUnspecified}",
		Signature: "func() bool", Vet: &Vet{Value: Recv, Not: true, Sinks: []Sink{InFetch}}},
	{Symbol: "(net/netip.Addr).IsGlobalUnicast", Signature: "func() bool", Vet: &Vet{Value: Recv, Sinks: []Sink{InFetch}}},
	{Symbol: "(*net.IPNet).Contains", Signature: "func(ip IP) bool", Vet: &Vet{Value: Arg0, Not: true, Sinks: []Sink{InFetch}}},
	{Symbol: "(net/netip.Prefix).Contains", Signature: "func(ip Addr) bool", Vet: &Vet{Value: Arg0, Not: true, Sinks: []Sink{InFetch}}},
}
