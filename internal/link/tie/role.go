package tie

import (
	"regexp"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// roleNames matches what roles and permissions are called.
var roleNames = regexp.MustCompile(`(?i)admin|role|perm|scope|super|staff|privilege|moderator|manager|root|\bhost\b`)

// demandsRole reports whether one of the functions of a route turns callers away who lack a role.
func (c *Checker) demandsRole(chain []Function) bool {
	for _, f := range chain {
		b := c.branchesOf(f.Func)
		for block := range f.Blocks {
			cond, ok := condition(f.Func, block)
			if !ok || !b.leaves(block) || !b.isUnavoidable(block) || c.isPassedOn(b, block) {
				continue
			}
			for _, x := range c.settledFacts(c.ofCondition(f.Func, cond)) {
				if m := c.meaning(x); m.caller && m.role && len(m.keys) == 0 {
					return true
				}
			}
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
	b := c.branchesOf(f)
	for block := range f.Blocks {
		cond, ok := condition(f, block)
		if !ok || !b.leaves(block) || c.isPassedOn(b, block) {
			continue
		}
		refs := []summary.Ref{cond}
		if in, _ := c.t.Def(f, cond); in != nil && (in.Op == summary.OpBinOp || in.Op == summary.OpNot) {
			refs = in.Args
		}
		for _, r := range refs {
			if k, ok := f.Const(r); ok && k.Kind == summary.ConstString && roleNames.MatchString(k.Str) || c.isRole(f, r) {
				return true
			}
		}
	}
	return false
}

// isRole reports whether the field that a value is is called like a role.
func (c *Checker) isRole(f *graph.Func, ref summary.Ref) bool {
	for range 6 {
		in, _ := c.t.Def(f, ref)
		if in == nil || len(in.Args) == 0 {
			return false
		}
		if in.Op == summary.OpFieldAddr || in.Op == summary.OpField || in.Op == summary.OpCall || in.Op == summary.OpInvoke {
			return roleNames.MatchString(f.Sym(in)[lastDot(f.Sym(in))+1:])
		}
		ref = in.Args[0]
	}
	return false
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
		switch s.Caller.Sym(in) {
		case "(net/http.Handler).ServeHTTP", "(net/http.HandlerFunc).ServeHTTP":
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
