package flow

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

// IsBehindHost reports whether an origin is the address or the path of the request as a whole, put behind other text: it begins
// with a slash, which ends the name of the host that the text says. What cuts the slash off on the way ends this.
func (t *Tracer) IsBehindHost(o Origin) bool {
	if o.Kind != Request || o.Name != "" || o.Part != string(knowledge.InURL) && o.Part != string(knowledge.InPath) {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	isBehind := false
	for _, s := range o.Steps() {
		switch s.Kind {
		case StepConcat:
			isBehind = true
		case StepCall:
			if strings.HasPrefix(s.Text, "goes through ") && !t.body(s.Fn).keepsSlash(s.Pos) {
				return false
			}
		}
	}
	return isBehind
}

// keepsSlash reports whether the call at a place leaves a slash at the beginning of its text.
func (b *body) keepsSlash(at summary.Pos) bool {
	for _, in := range b.Instrs {
		if in.Pos != at || in.Op != summary.OpCall {
			continue
		}
		switch symbol := b.Sym(in); symbol {
		case "(*net/url.URL).String", "(*net/url.URL).RequestURI", "(*net/url.URL).EscapedPath", "strings.TrimSuffix", "strings.TrimRight":
			return true
		case "strings.TrimPrefix":
			prefix, ok := b.constText(in.Args[1])
			return ok && !strings.HasSuffix(prefix, "/")
		}
	}
	return false
}
