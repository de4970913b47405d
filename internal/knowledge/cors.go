package knowledge

import "slices"

// CORS says what a function means for the policy that tells browsers which origins may read responses: it makes a
// middleware with a policy, is an option of one, or writes a header.
type CORS struct {
	Config  Arg // a struct, or a list of at most one, with the policy in Fields
	Fields  CORSFields
	Options Arg // a list of what functions with Option returned
	Origins Arg // the origins that are allowed: one, or a list
	Decide  Arg // a function that is told an origin and says whether it is allowed

	Option      bool // the result is an option
	Base        bool // a function or variable: a Config with which nothing is configured yet
	All         bool // every origin is allowed, whatever else
	Credentials bool // requests with the client's credentials are allowed, whatever else
	// Default: every origin is allowed if neither Origins nor Decide are configured.
	Default bool
	// Union: an origin is allowed if it is in Origins or if Decide says so; otherwise Decide decides alone where it is set.
	Union    bool
	Patterns bool // a star within an origin stands for any text
	Reflects bool // with credentials, the wildcard is answered with the request's origin

	Key, Value Arg // the name and value of a header that the function writes
}

// CORSFields names the fields of a Config.
type CORSFields struct {
	Origins     string   // list of origins, or text separated by commas
	Decide      []string // functions, the first that is set decides
	All         string   // boolean: every origin is allowed
	Credentials string   // boolean
	Patterns    string   // boolean: a star within an origin stands for any text
	Reflect     string   // boolean: with credentials, the wildcard is answered with the request's origin
}

// Has reports whether name is the field that says which origins are allowed.
func (f CORSFields) Has(name string) bool {
	return name != "" && (name == f.Origins || name == f.All || slices.Contains(f.Decide, name))
}

// IsHeader reports whether a type is a map of header fields, to which programs also assign.
func IsHeader(name string) bool {
	return name == "net/http.Header" || name == "net/textproto.MIMEHeader"
}

// UsesCookies reports whether a function gets to know the caller by a cookie, which browsers send along by themselves.
func (e *Entry) UsesCookies() bool {
	return e.Input != nil && e.Input.Part == InCookie || e.Guard != nil && (e.Guard.Scheme == "session" || e.Guard.Scheme == "signed cookie")
}
