package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object/sqltext"
	"github.com/apilint/apilint/internal/summary"
)

// A role is told here by what the program calls it, for a demand of it only counts if whoever has it may see what belongs to
// others. What a route demands of its callers, by whatever name, package guard finds out by running it.

// demandsRole reports whether one of the functions of a route turns callers away who lack a role that sees more than others.
func (c *Checker) demandsRole(chain []Function) bool {
	return slices.ContainsFunc(chain, func(f Function) bool {
		b := c.branchesOf(f.Func)
		return c.demandsRoleWhere(f, func(block int) bool { return b.isUnavoidable(block) || c.passesOnAfter(b, block) })
	})
}

// demandsRoleBefore reports whether the handler of a use, or a function on the way down from there, turns callers away who lack
// such a role before it comes to the access.
func (c *Checker) demandsRoleBefore(u *Use) bool {
	way := append(slices.Clip(u.Calls), u.Site)
	for n, at := range way {
		f := Function{Func: at.Caller}
		if f.Func == u.Handler.Func {
			f = u.Handler
		}
		b := c.branchesOf(f.Func)
		if c.demandsRoleUnder(way[:n], f, func(block int) bool { return at.Block != block && !b.without(block)[at.Block] }) {
			return true
		}
	}
	return false
}

// demandsRoleWhere reports whether one of the branches of a function that is describes looks at a role of the caller.
func (c *Checker) demandsRoleWhere(f Function, is func(block int) bool) bool {
	return c.demandsRoleUnder(nil, f, is)
}

// demandsRoleUnder is demandsRoleWhere for a function that runs under a chain of calls.
func (c *Checker) demandsRoleUnder(calls []graph.Site, f Function, is func(block int) bool) bool {
	if f.AdmitsOrdinary() || c.admitsOrdinary(f.Func) {
		return false
	}
	b := c.branchesOf(f.Func)
	for block := range f.Blocks {
		cond, ok := f.Func.Condition(block)
		if !ok || !b.leaves(block) || c.isPassedOn(b, block) || !is(block) {
			continue
		}
		list, callee := c.ofCondition(f.Func, cond), f.Func
		for _, s := range slices.Backward(calls) {
			list, callee = c.passedFacts(list, passing{s, callee}), s.Caller
		}
		for _, x := range c.settledFacts(list) {
			if m := c.meaning(x); m.caller && m.role && len(m.keys) == 0 {
				return true
			}
		}
	}
	return false
}

// passesOnAfter reports whether a middleware hands the request on, and only after the branch at the end of block.
func (c *Checker) passesOnAfter(b *branches, block int) bool {
	for s, in := range b.f.Instrs {
		if b.reach[block][s.Block] && isCall(in) && c.passesOn(s) {
			return !c.isPassedOn(b, block)
		}
	}
	return false
}

// MentionsRole reports whether a function, or one that it calls or hands on, branches on something that is called like a role
// and leaves on one side. It is how a guard that takes its checks as functions can be told.
func (c *Checker) MentionsRole(f *graph.Func) bool {
	seen := map[*graph.Func]bool{}
	todo := []*graph.Func{f}
	for len(todo) > 0 && len(seen) < maxRoleTree {
		f := todo[0]
		todo = todo[1:]
		if seen[f] {
			continue
		}
		seen[f] = true
		if c.branchesOnRole(f) {
			return true
		}
		for s, in := range f.Instrs {
			todo = append(todo, c.g.Callees(s)...)
			for _, a := range in.Args {
				if g := c.given(f, a); g != nil {
					todo = append(todo, g)
				}
			}
			if in.Op == summary.OpClosure || in.Op == summary.OpBound {
				if g := c.g.Func(f.Sym(in)); g != nil {
					todo = append(todo, g)
				}
			}
		}
	}
	return false
}

// maxRoleTree bounds the functions below a guard that are read.
const maxRoleTree = 60

func (c *Checker) branchesOnRole(f *graph.Func) bool {
	if c.admitsOrdinary(f) {
		return false
	}
	b := c.branchesOf(f)
	for block := range f.Blocks {
		cond, ok := f.Condition(block)
		if ok && b.leaves(block) && !c.isPassedOn(b, block) && c.isRoleTest(f, cond) && !c.isAboutKey(f, cond) {
			return true
		}
	}
	return false
}

// isRoleTest reports whether a condition looks at something that is called like a role.
func (c *Checker) isRoleTest(f *graph.Func, cond summary.Ref) bool {
	refs := []summary.Ref{cond}
	if in, _ := c.t.Def(f, cond); in != nil && (in.Op == summary.OpBinOp || in.Op == summary.OpNot || isCall(in)) {
		refs = append(refs, in.Args...)
	}
	return slices.ContainsFunc(refs, func(r summary.Ref) bool {
		k, ok := f.Const(r)
		return ok && k.Kind == summary.ConstString && roleNames.MatchString(k.Str) || c.isRole(f, r)
	})
}

// isAboutKey reports whether a condition depends on what the client asks for: whoever has a role in that group has none elsewhere.
// What is written in the row of the caller is the caller's in all of them.
func (c *Checker) isAboutKey(f *graph.Func, cond summary.Ref) bool {
	return slices.ContainsFunc(c.settledFacts(c.ofCondition(f, cond)), func(x *fact) bool {
		return len(c.meaning(x).keys) > 0 && !slices.ContainsFunc(x.values, c.isCallersRow)
	})
}

// isCallersRow reports whether a value was read from the row of the caller.
func (c *Checker) isCallersRow(s *set) bool {
	return slices.ContainsFunc(s.list, func(x source) bool {
		return x.kind == fromObject && c.objects.IsCallers(x.object.Table) && c.tied(x.object)
	})
}

// isRole reports whether a value is called like a role: the field, the entry, the column, the variable or the function that it
// comes from.
func (c *Checker) isRole(f *graph.Func, ref summary.Ref) bool {
	for range 6 {
		in, s := c.t.Def(f, ref)
		if in == nil {
			n := ref.N()
			return ref.Kind() == summary.RefReg && n < len(f.Params) && roleNames.MatchString(f.Params[n].Name)
		}
		if len(in.Args) == 0 {
			return false
		}
		switch in.Op {
		case summary.OpFieldAddr, summary.OpField:
			return roleNames.MatchString(f.Sym(in)[lastDot(f.Sym(in))+1:])
		case summary.OpCall, summary.OpInvoke:
			if c.isFailure(f, in, s) {
				return false
			}
			return roleNames.MatchString(f.Sym(in)[lastDot(f.Sym(in))+1:]) || c.isNamedRole(s)
		case summary.OpExtract:
			if c.isPresence(f, in) || c.isFailure(f, in, s) {
				return false
			}
		case summary.OpLookup:
			if k, ok := f.Const(in.Args[1]); ok {
				return k.Kind == summary.ConstString && roleNames.MatchString(k.Str)
			}
			ref = in.Args[1]
			continue
		case summary.OpLoad:
			if c.isRoleColumn(f, in.Args[0]) {
				return true
			}
		case summary.OpBuiltin:
			return false
		}
		ref = in.Args[0]
	}
	return false
}

// isPresence reports whether the second result of an assertion, or of a lookup by a constant, is taken: that there is a role says
// nothing of which it is.
func (c *Checker) isPresence(f *graph.Func, in *summary.Instr) bool {
	tuple, _ := c.t.Def(f, in.Args[0])
	if in.N != 1 || tuple == nil {
		return false
	}
	return tuple.Op == summary.OpTypeAssert || tuple.Op == summary.OpLookup && tuple.Args[1].Kind() == summary.RefConst
}

// isFailure reports whether a value is the error that a function of the program returns, beside an answer or alone. What it
// says of a role is known from the function's body, whatever its name.
func (c *Checker) isFailure(f *graph.Func, in *summary.Instr, s graph.Site) bool {
	if !c.g.TypeOf(f, in.Type).IsError() {
		return false
	}
	if in.Op == summary.OpExtract {
		_, s = c.t.Def(f, in.Args[0])
	}
	return s.Caller != nil && len(c.g.Callees(s)) > 0
}

// isNamedRole reports whether a call asks for something by a name that roles have, as GetString("role") does. A statement that
// reads the column of a role is no name.
func (c *Checker) isNamedRole(s graph.Site) bool {
	if e := c.t.Known(s); e != nil && e.Query != nil {
		return false
	}
	return slices.ContainsFunc(s.Instr().Args, func(a summary.Ref) bool {
		text, ok := c.t.ConstText(s.Caller, a)
		return ok && roleNames.MatchString(text) && !sqltext.IsStatement(text)
	})
}

// isRoleColumn reports whether a variable holds a column that is called like a role.
func (c *Checker) isRoleColumn(f *graph.Func, addr summary.Ref) bool {
	_, column := c.scanned(f, addr)
	return roleNames.MatchString(column)
}

func lastDot(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '.' {
			return i
		}
	}
	return -1
}

// isPassedOn reports whether a middleware may hand the request on without asking the branch at the end of block: it is for
// those only whom another branch did not let through.
func (c *Checker) isPassedOn(b *branches, block int) bool {
	seen := b.without(block)
	for s, in := range b.f.Instrs {
		if s.Block != block && seen[s.Block] && isCall(in) && c.passesOn(s) {
			return true
		}
	}
	return false
}

// passesOn reports whether a call hands the request on to the next handler.
func (c *Checker) passesOn(s graph.Site) bool {
	in := s.Instr()
	switch in.Op {
	case summary.OpCallValue: // a handler that the function got, or has from the function around it
		d, _ := c.t.Def(s.Caller, in.Args[0])
		return d == nil || d.Op == summary.OpLoad && c.isOutside(s.Caller, d.Args[0])
	case summary.OpCall, summary.OpInvoke:
		if servesHTTP(s) {
			return true
		}
	}
	e := c.t.Known(s)
	return e != nil && e.Pass != nil && e.Pass.Do == knowledge.Next
}

// isOutside reports whether an operand is a parameter, or a variable of the function around a closure.
func (c *Checker) isOutside(f *graph.Func, ref summary.Ref) bool {
	return ref.Kind() == summary.RefReg && ref.N() < f.NParams+f.NFree
}
