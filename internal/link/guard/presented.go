package guard

import (
	"cmp"
	"go/token"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A handler may ask for a credential in the data of the request itself, as those do by which machines enrol: it compares a field with
// what is configured, or stored, and goes on if they are equal. What the field is called is all that tells it from other conditions.

// comparesSecret reports whether a condition is such a comparison.
func comparesSecret(l eval.Literal) bool {
	if l.Known || l.Site.Caller == nil || l.Deps&eval.DepInput == 0 {
		return false
	}
	f := l.Site.Caller
	cond, _ := f.Condition(int(l.Block))
	in := f.Definition(cond)
	if in == nil || in.Op != summary.OpBinOp || token.Token(in.N) != token.EQL && token.Token(in.N) != token.NEQ {
		return false
	}
	one, name := fieldOf(f, in.Args[0])
	other, name2 := fieldOf(f, in.Args[1])
	isSecret := knowledge.SecretName(name) != knowledge.NoSecret || knowledge.SecretName(name2) != knowledge.NoSecret
	return isSecret && one != other // else one part of the data is compared with another
}

// fieldOf returns the name of the field that an operand was loaded from, and the variable that it, or what it is part of, is in.
func fieldOf(f *graph.Func, r summary.Ref) (root summary.Ref, name string) {
	for {
		in := f.Definition(r)
		if in == nil {
			return r, name
		}
		switch in.Op {
		case summary.OpField, summary.OpFieldAddr:
			name = cmp.Or(name, f.Sym(in))
		case summary.OpLoad:
		default:
			return r, name
		}
		r = in.Args[0]
	}
}
