package flow

import (
	"go/token"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// makers are the functions whose result is more than a form of their operand.
var makers = map[string]via{
	"(*net/url.URL).Hostname": viaHost, "net.SplitHostPort": viaHost,
	"path.Clean": viaClean, "path.Join": viaClean, "path/filepath.Clean": viaClean, "path/filepath.Join": viaClean,
	"path/filepath.Abs": viaClean, "path/filepath.EvalSymlinks": viaClean,
	"path/filepath.Rel": viaRel, "path.Base": viaBase, "path/filepath.Base": viaBase, "path.Dir": viaDir, "path/filepath.Dir": viaDir,
}

// descent is how a value was made from the gate's, if it was.
type descent struct {
	via via
	ok  bool
}

// about reports whether ref was made from the gate's value, and how.
func (g *gate) about(ref summary.Ref) (via, bool) {
	if g.aim.sink == "" || g.key == "" {
		return 0, false
	}
	d, known := g.made[ref]
	if !known {
		if g.made == nil {
			g.made = map[summary.Ref]descent{}
		}
		g.made[ref] = descent{} // until it is known: loops make nothing new
		d = g.descent(ref)
		g.made[ref] = d
	}
	return d.via, d.ok
}

func (g *gate) descent(ref summary.Ref) descent {
	if g.is(ref) {
		return descent{g.aim.given | g.ownMaker(), true}
	}
	d := g.b.def(ref)
	if d.Instr == nil {
		return descent{}
	}
	var how via
	args := d.Args
	switch d.Op {
	case summary.OpField, summary.OpFieldAddr:
		if g.b.Sym(d.Instr) == "Host" && typeKey(g.b.g.TypeOf(g.b.Func, d.XType)) == "net/url.URL" {
			how = viaHost
		}
	case summary.OpCall, summary.OpInvoke:
		how = makers[g.b.Sym(d.Instr)]
	case summary.OpLookup, summary.OpIndex, summary.OpIndexAddr:
		args = args[:1]
	case summary.OpCallValue, summary.OpClosure, summary.OpMakeMap, summary.OpMakeSlice, summary.OpAlloc:
		return descent{}
	case summary.OpBinOp:
		if token.Token(d.N) != token.ADD {
			return descent{}
		}
	}
	for _, a := range args {
		if v, ok := g.about(a); ok {
			return descent{v | how, true}
		}
		for _, e := range g.b.listed(a) {
			if v, ok := g.about(e); ok {
				return descent{v | how, true}
			}
		}
	}
	return descent{}
}

// ownMaker returns how the gate's value itself was made.
func (g *gate) ownMaker() via {
	digits, ok := strings.CutPrefix(g.key, "r")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return 0 // a variable
	}
	d := g.b.def(summary.MakeRef(summary.RefReg, n))
	if d.Instr != nil && d.Op == summary.OpExtract {
		d = g.b.def(d.Args[0])
	}
	if d.Instr == nil || d.Op != summary.OpCall {
		return 0
	}
	return makers[g.b.Sym(d.Instr)]
}
