package knowledge

// Guard says what a function of an authentication or protection library means for an anonymous request.
type Guard struct {
	Is Protection
	// Unless is the operand that configures exemptions: a skipper, a list of paths. It is called or read if it is known.
	Unless Arg
	// UnlessField is the field of a configuration operand that holds the exemption: Skipper, Next.
	UnlessField string
	// OptionalField is a boolean field of a configuration operand that lets anonymous requests pass when it is true.
	OptionalField string
	// Asks is a function of the program that is asked about the credential, or the configuration whose field AsksField holds
	// it. It gets the credential as its parameters Gets, counted from 0.
	Asks      Arg
	AsksField string
	Gets      []int
	// If is a boolean operand: what Is says holds only if it is true.
	If Arg
	// Scheme names what is demanded, for people: "JWT", "session", "basic auth".
	Scheme string
}

// Protection is what a middleware, or a call in a handler, does about the caller.
type Protection string

// The protections. The first group describes middleware (the function itself, or what it returns, stands in a chain);
// the second group describes calls.
const (
	Refuses  Protection = "refuses"  // an anonymous request does not get through
	Optional Protection = "optional" // looks for a caller, lets anonymous requests through; or an option to do so
	Passes   Protection = "passes"   // has nothing to do with who calls: logging, CORS, compression
	CSRF     Protection = "csrf"     // refuses cross-origin requests
	Limits   Protection = "limits"   // refuses too many requests
	Permits  Protection = "permits"  // refuses callers without a role or permission, and so anonymous ones

	// Reads: the results are a credential or the caller's identity; for an anonymous request they are zero, and an error
	// result is not nil.
	Reads Protection = "reads"
	// Finds: the result is an object that, for an anonymous request, is not nil and holds nothing: an empty session. There
	// is no error.
	Finds Protection = "finds"
	// Keeps: writes what is kept of the caller, whoever it is; there is no error.
	Keeps Protection = "keeps"
	// Verifies: checks a credential; for an anonymous request the error result is not nil and a boolean result is false.
	Verifies Protection = "verifies"
	// Grants: tells whether the caller may do something; for an anonymous request it says no, or fails.
	Grants Protection = "grants"
	// Never: an exemption that exempts no request; it returns false.
	Never Protection = "never"
)
