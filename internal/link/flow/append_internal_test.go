package flow

import (
	"testing"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// TestLengthOfUnknownList slices a parameter whose type could not be checked.
func TestLengthOfUnknownList(t *testing.T) {
	t.Parallel()
	list := summary.MakeRef(summary.RefReg, 0)
	g := graph.New([]*summary.Package{{Path: "example.com/app", Funcs: []summary.Func{{
		ID: "example.com/app.f", NParams: 1, NRegs: 2, Recover: -1, Params: []summary.Param{{Name: "list", Type: summary.NoType}},
		Blocks: []summary.Block{{Idom: -1, Instrs: []summary.Instr{
			{Op: summary.OpSlice, Dst: 1, Type: summary.NoType, XType: summary.NoType, Args: []summary.Ref{list, 0, 0, 0}},
			{Op: summary.OpReturn, Dst: -1, Type: summary.NoType, XType: summary.NoType},
		}}},
	}}}})
	b := newBody(g, g.Func("example.com/app.f"))
	if got := b.lengthOf(summary.MakeRef(summary.RefReg, 1), 0); got.exact {
		t.Errorf("the length of a list of unknown type is %+v", got)
	}
}
