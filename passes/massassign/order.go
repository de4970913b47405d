package massassign

import (
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/wire"
	"github.com/apilint/apilint/internal/summary"
)

// findAssignments gathers the stores to fields.
func (c *checker) findAssignments() {
	for f := range c.Graph.Funcs {
		for site, in := range f.Instrs {
			if in.Op != summary.OpStore {
				continue
			}
			if at, _ := c.Flow.Def(f, in.Args[0]); at != nil && at.Op == summary.OpFieldAddr {
				if owner := c.Graph.TypeOf(f, at.XType).Deref(); owner.IsKnown() {
					key := owner.Name + "." + f.Sym(at)
					c.assigned[key] = append(c.assigned[key], site)
				}
			}
		}
	}
}

// isSetAfter reports whether the program sets a field of an input after it was decoded, in a function on its way to the
// store or in a hook of the model.
func (c *checker) isSetAfter(in *input, f wire.Field, o flow.Origin, saver *graph.Func) bool {
	on := map[*graph.Func]bool{saver: true, in.fn: true}
	for _, s := range o.Steps() {
		on[s.Fn] = true
	}
	for _, call := range o.Calls {
		on[call.Caller] = true
	}
	for _, site := range c.assigned[f.Owner.Name+"."+f.Name()] {
		if isHookOf(site.Caller, f.Owner) {
			return true
		}
		if on[site.Caller] && c.sets(in, site) {
			return true
		}
		for _, call := range c.Graph.Callers(site.Caller.ID) { // a method of the model that sets it
			if on[call.Caller] && isOwnMethod(site.Caller, f.Owner) && c.sets(in, call) {
				return true
			}
		}
	}
	return false
}

// sets reports whether a site that sets a field lies behind the decoding of an input, on all ways from there.
func (c *checker) sets(in *input, site graph.Site) bool {
	if site.Caller != in.fn {
		return isCertain(site)
	}
	return precedes(in.site, site) && isCertain(site)
}

func isHookOf(f *graph.Func, model graph.Type) bool {
	return isOwnMethod(f, model) && knowledge.IsHook(f.ID[strings.LastIndexByte(f.ID, '.')+1:])
}

// isOwnMethod reports whether f is a method of a type.
func isOwnMethod(f *graph.Func, t graph.Type) bool {
	return f.HasRecv && strings.TrimLeft(f.ID[:strings.LastIndexByte(f.ID, '.')], "(*") == t.Name+")"
}

// precedes reports whether a runs before b whenever b runs.
func precedes(a, b graph.Site) bool {
	if a.Block == b.Block {
		return a.Index < b.Index
	}
	return a.Caller.Dominates(a.Block, b.Block)
}

// isCertain reports whether some return of a function is not reached without a site.
func isCertain(site graph.Site) bool {
	f := site.Caller
	for b := range f.Blocks {
		last := len(f.Blocks[b].Instrs) - 1
		if last >= 0 && f.Blocks[b].Instrs[last].Op == summary.OpReturn && f.Dominates(site.Block, b) {
			return true
		}
	}
	return false
}

// overwrites reports fields that the program sets to something of its own, and that decoding then overwrites by what the client
// has sent. Nobody sets a field before decoding that the client is to choose, except for a default.
func (c *checker) overwrites(in *input) {
	for _, f := range wire.Fields(in.typ, in.tag, readers) {
		var before *graph.Site
		after := false
		for _, site := range c.assigned[f.Owner.Name+"."+f.Name()] {
			switch {
			case site.Caller != in.fn || !c.isOf(site, in):
			case precedes(site, in.site):
				before = &site
			case precedes(in.site, site):
				after = true
			}
		}
		if before == nil || after {
			continue
		}
		value := before.Instr().Args[1]
		for _, o := range c.Flow.Origins(flow.Values, nil, in.fn, value, "") {
			what, confidence := ownWord(o)
			if what == "" {
				continue
			}
			c.add(in, name(f), fault{
				confidence: confidence, severity: finding.High, what: "and overwrites " + what + " that was put there before",
				trace: append(o.Trace(), finding.Step{Place: in.fn.Place(before.Instr().Pos), Text: "set"},
					finding.Step{Place: in.fn.Place(in.site.Instr().Pos), Text: "overwritten by what the client sends"}),
			})
			break
		}
	}
}

// isOf reports whether a store writes to a field of an input, or of the value that the input is made with.
func (c *checker) isOf(site graph.Site, in *input) bool {
	root := c.root(in.fn, site.Instr().Args[0])
	if root == in.ref {
		return true
	}
	for _, other := range in.fn.Instrs {
		if other.Op == summary.OpStore && other.Args[0] == in.ref && c.root(in.fn, other.Args[1]) == root {
			return true
		}
	}
	return false
}

// root is the variable that an address or value of f is part of.
func (c *checker) root(f *graph.Func, ref summary.Ref) summary.Ref {
	for range 16 {
		in, _ := c.Flow.Def(f, ref)
		if in == nil || in.Op != summary.OpFieldAddr && in.Op != summary.OpLoad && in.Op != summary.OpField {
			break
		}
		ref = in.Args[0]
	}
	return ref
}

// ownWord says what an origin is that clients must not overwrite, "" if they may.
func ownWord(o flow.Origin) (string, finding.Confidence) {
	switch {
	case o.Kind == flow.Context:
		return "a value of the request's context", finding.Certain
	case o.Kind == flow.Request && o.Part == "path":
		return "the " + o.Describe(), finding.Likely // what was checked about the one in the path may not hold for it
	case o.Kind == flow.Request && (o.Part == "header" || o.Part == "cookie"):
		return "what the credential says", finding.Certain
	case o.Kind == flow.Stored:
		return "what was loaded", finding.Likely
	}
	return "", finding.Unlikely
}
