package flow

import (
	"go/token"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// vets reports whether a condition being what want says means that the value is harmless where it goes.
func (g *gate) vets(d def, want bool) bool {
	switch d.Op {
	case summary.OpBinOp:
		op := token.Token(d.N)
		return g.vetsEqual(d, want == (op == token.EQL)) && (op == token.EQL || op == token.NEQ) ||
			(g.aim.sink == single || g.aim.sink == straight) && g.isShort(d, want)
	case summary.OpLookup:
		return want && g.isHost(d.Args[1])
	case summary.OpExtract:
		call := g.b.def(d.Args[0])
		switch {
		case call.Instr == nil:
		case call.Op == summary.OpLookup && d.N == 1:
			return want && g.isHost(call.Args[1])
		case call.Op == summary.OpCall && d.N == 0:
			return g.vetsCall(call, want)
		}
	case summary.OpCall, summary.OpInvoke:
		return g.vetsCall(d, want)
	}
	return false
}

// isHost reports whether ref is the host of the value, and that decides.
func (g *gate) isHost(ref summary.Ref) bool {
	v, ok := g.about(ref)
	return ok && v&viaHost != 0 && (g.aim.sink == knowledge.InFetch || g.aim.sink == knowledge.InRedirect)
}

// vetsEqual handles comparisons of what was made from the value.
func (g *gate) vetsEqual(d def, equal bool) bool {
	for i, x := range d.Args {
		y := d.Args[1-i]
		v, ok := g.about(x)
		if !ok {
			continue
		}
		c, isConst := g.b.Const(y)
		switch g.aim.sink {
		case knowledge.InFetch:
			return equal && v&viaHost != 0 && g.isOthers(y) && !(isConst && c.Str == "")
		case knowledge.InRedirect:
			return equal && v&viaHost != 0 && g.isOthers(y)
		case knowledge.InFilePath:
			other, both := g.about(y)
			return equal && (both && (v^other)&viaBase != 0 || !both && v&viaDir != 0 && g.isOthers(y))
		case knowledge.InArgument:
			return !equal && isConst && c.Int == '-' && g.isChar(x, 0)
		case rooted:
			return equal && isConst && c.Int == '/' && g.isChar(x, 0)
		case single:
			return !equal && isConst && c.Int == '/' && g.isChar(x, 1)
		case straight:
			return !equal && isConst && c.Int == '\\' && g.isChar(x, 1)
		}
	}
	return false
}

// isChar reports whether ref is a certain character of the value.
func (g *gate) isChar(ref summary.Ref, i int64) bool {
	for range 3 {
		d := g.b.def(ref)
		if d.Instr == nil {
			return false
		}
		switch d.Op {
		case summary.OpConvert:
			ref = d.Args[0]
			continue
		case summary.OpIndex, summary.OpLookup:
			c, ok := g.b.Const(d.Args[1])
			return ok && c.Int == i
		}
		return false
	}
	return false
}

// isShort reports whether a condition says that the text has less than two characters.
func (g *gate) isShort(d def, want bool) bool {
	length := g.b.def(d.Args[0])
	c, isConst := g.b.Const(d.Args[1])
	if !isConst || length.Instr == nil || length.Op != summary.OpBuiltin || g.b.Sym(length.Instr) != "len" {
		return false
	}
	if _, ok := g.about(length.Args[0]); !ok {
		return false
	}
	switch token.Token(d.N) {
	case token.GTR:
		return !want && c.Int <= 1
	case token.GEQ:
		return !want && c.Int <= 2
	case token.LSS:
		return want && c.Int <= 2
	case token.LEQ, token.EQL:
		return want && c.Int <= 1
	}
	return false
}

// isOthers reports whether a value is not the client's choice. The host to which the request went is not: browsers set it.
func (g *gate) isOthers(ref summary.Ref) bool {
	return g.t.all(Text, node{b: g.b, ref: ref}, func(o Origin) bool {
		switch o.Kind {
		case Request:
			return g.aim.sink == knowledge.InRedirect && o.Part == string(knowledge.InHeader) && o.Name == "host"
		case Param, Context, Exhausted, Marked:
			return false
		}
		return true
	})
}

// vetsCall handles functions that answer yes or no.
func (g *gate) vetsCall(d def, want bool) bool {
	site := graph.Site{Caller: g.b.Func, Block: d.block, Index: d.index}
	e := g.t.known(site)
	if e == nil {
		return false
	}
	if v := e.Vet; v != nil {
		ref, ok := operand(site, v.Value)
		_, about := g.about(ref)
		return ok && about && want != v.Not && slices.Contains(v.Sinks, g.aim.sink)
	}
	if e.Compare == nil {
		return false
	}
	value, ok := operand(site, e.Compare.Value)
	with, ok2 := operand(site, e.Compare.With)
	if !ok || !ok2 {
		return false
	}
	how, ok := g.about(value)
	if !ok && e.Compare.How == knowledge.Equals {
		value, with = with, value
		how, ok = g.about(value)
	}
	if !ok {
		return false
	}
	text, isConst := g.b.constText(with)
	return g.vetsLikeness(e.Compare.How, how, want, with, text, isConst)
}

func (g *gate) vetsLikeness(like knowledge.Likeness, how via, want bool, with summary.Ref, text string, isConst bool) bool {
	switch g.aim.sink {
	case knowledge.InFetch, knowledge.InRedirect:
		switch like {
		case knowledge.Begins:
			return want && (isConst && hasHost(text, g.aim.sink) || !isConst && g.isOthers(with))
		case knowledge.Equals, knowledge.Ends:
			return want && how&viaHost != 0 && text != "" == isConst && g.isOthers(with)
		case knowledge.Matches:
			return want && how&viaHost != 0 && g.isAnchored(with)
		case knowledge.Member:
			return want && how&viaHost != 0
		}
	case knowledge.InFilePath:
		switch like {
		case knowledge.Contains:
			return !want && isConst && isClimb(text)
		case knowledge.Begins:
			return want && how&viaClean != 0 && text != "" == isConst && g.isOthers(with) ||
				!want && how&(viaClean|viaRel) != 0 && isConst && strings.HasPrefix(text, "..")
		}
	case knowledge.InArgument:
		return like == knowledge.Begins && !want && text == "-"
	case rooted:
		return like == knowledge.Begins && want && text == "/"
	case single:
		return !want && (like == knowledge.Begins || like == knowledge.Contains) && text == "//"
	case straight:
		return !want && (like == knowledge.Begins && text == `/\` || like == knowledge.Contains && strings.HasSuffix(text, `\`))
	}
	return false
}

// isAnchored reports whether a regexp is compiled from constants that are anchored on both sides.
func (g *gate) isAnchored(re summary.Ref) bool {
	return g.t.all(patterns, node{b: g.b, ref: re}, func(o Origin) bool {
		return o.Kind == Const && strings.HasPrefix(o.Name, "^") && strings.HasSuffix(o.Name, "$")
	})
}

// isClimb reports whether a path without the text, or without any of its characters, cannot leave its directory.
func isClimb(text string) bool {
	return text != "" && (strings.Contains("../", text) || strings.ContainsAny(text, `/\`) || text == ".")
}
