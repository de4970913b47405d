package guard

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
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

// isCredential reports whether a header, cookie or parameter of an HTTP request carries a credential, by its name: it is
// the protocol that gives names meaning here, not the program.
func isCredential(name string) bool {
	if strings.Contains(name, eval.Hole) {
		return true // configured: nobody configures the name of an ordinary header
	}
	return knowledge.UseOfParameter(name) == knowledge.CarriesProof
}
