package guard

import (
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// absent is the result of asking an anonymous request for a credential: zero values, and an error that is not nil.
func (t *trial) absent(typ graph.Type) eval.Value {
	if t.caller {
		return t.ofType(typ, eval.DepCredential)
	}
	if typ.IsKnown() && typ.Kind == summary.KindTuple {
		out := make(eval.Tuple, len(typ.Params))
		for i, p := range typ.Params {
			out[i] = t.absent(t.graph.Type(typ.Package(), p))
		}
		return out
	}
	return eval.Label(t.zero(typ), eval.DepCredential)
}

func (t *trial) zero(typ graph.Type) eval.Value {
	u := typ.Underlying()
	if !u.IsKnown() {
		return &eval.Unknown{Type: typ}
	}
	if typ.Name == "error" {
		return &eval.Unknown{Type: typ, NonNil: true}
	}
	switch u.Kind {
	case summary.KindBasic:
		switch u.Name {
		case "string":
			return eval.Str("")
		case "bool":
			return eval.Bool(false)
		case "float32", "float64":
			return &eval.Unknown{Type: typ}
		}
		return eval.Int(0)
	case summary.KindStruct, summary.KindArray, summary.KindTypeParam:
		return &eval.Unknown{Type: typ}
	}
	return eval.Nil{}
}

// plainHeaders are parts of names of headers and cookies that say nothing about who calls, although other words in them
// might let one think so.
var plainHeaders = []string{"csrf", "xsrf", "content-", "accept", "origin", "referer", "user-agent", "forwarded", "request-id", "trace", "if-", "lang", "locale", "theme", "host", "upgrade", "sec-", "connection", "range", "encoding", "idempotency", "correlation"}

// credentialWords are parts of names of headers, cookies and parameters that carry a credential.
var credentialWords = []string{"auth", "token", "api-key", "apikey", "api_key", "session", "sess", "secret", "cookie", "jwt", "bearer", "credential", "password", "signature", "access-key", "access_key", "accesskey", "sid", "-key", "_key"}

// isCredential reports whether a header, cookie or parameter of an HTTP request carries a credential, by its name: it is
// the protocol that gives names meaning here, not the program.
func isCredential(name string) bool {
	n := strings.ToLower(name)
	if strings.Contains(n, eval.Hole) {
		return true // configured: nobody configures the name of an ordinary header
	}
	for _, w := range plainHeaders {
		if strings.Contains(n, w) {
			return false
		}
	}
	if n == "key" {
		return true
	}
	for _, w := range credentialWords {
		if strings.Contains(n, w) {
			return true
		}
	}
	return false
}

// isLoginData reports whether a parameter is what people type into the form of a login: whoever logs in has no other
// credential yet.
func isLoginData(name string) bool {
	n := strings.ToLower(name)
	for _, w := range []string{"password", "passwd", "pwd", "secret", "code", "otp", "refresh"} {
		if strings.Contains(n, w) {
			return true
		}
	}
	return false
}
