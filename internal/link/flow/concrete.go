package flow

import (
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// atParam returns the part of a target's parameter that is wanted when the part path of the operand is. It reports false if the
// path demands a type of which the target gets no value: of the methods that may answer a call through an interface, one is that
// of the type.
func (t target) atParam(param int, s graph.Site, path Path) (Path, bool) {
	want, rest, ok := path.asType()
	if !ok {
		return path, true
	}
	if s.Instr().Op == summary.OpInvoke && t.HasRecv && param == 0 {
		name := s.Caller.Sym(s.Instr())
		m, known := t.g.Lookup(want).Method(name[strings.LastIndexByte(name, '.')+1:])
		if !known {
			return path, true
		}
		if m.Func != t.ID {
			return path, false
		}
		return within(Field(m.Path...), rest)
	}
	if of := t.typeOf(summary.MakeRef(summary.RefReg, param)).Deref(); of.IsKnown() && of.Local && of.Underlying().Kind == summary.KindStruct {
		return rest, typeKey(of) == want
	}
	return path, true
}
