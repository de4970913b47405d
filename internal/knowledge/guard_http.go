package knowledge

// guardHTTP is what the standard library knows about callers.
var guardHTTP = []Entry{
	{Symbol: "(*net/http.Request).BasicAuth", Signature: "func() (username, password string, ok bool)",
		Guard: &Guard{Is: Reads, Scheme: "basic auth"}},
	{Symbol: "(*net/http.CrossOriginProtection).Handler", Signature: "func(h Handler) Handler",
		Guard: &Guard{Is: CSRF}},
	{Symbol: "(*net/http.CrossOriginProtection).Check", Signature: "func(req *Request) error",
		Guard: &Guard{Is: CSRF}},
}
