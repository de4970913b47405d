package massassign

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/wire"
	"github.com/apilint/apilint/internal/summary"
)

// input is an object that a decoder fills from the body of a request.
type input struct {
	variable
	site graph.Site // of the call in the object's function that has it filled
	tag  string     // the struct tag that the decoder reads
	typ  graph.Type // of the object, unknown in generic functions
	n    int
}

// variable is a register that holds its address, or it.
type variable struct {
	fn  *graph.Func
	ref summary.Ref
}

// readers are the methods by which values read themselves.
var readers = []string{"UnmarshalJSON", "UnmarshalText", "UnmarshalXML"}

// findInputs finds the objects that are decoded from bodies, also by helpers that get their address.
func (c *checker) findInputs() {
	c.inputs = map[variable]*input{}
	for f := range c.Graph.Funcs {
		for site := range f.Instrs {
			ref, tag, ok := c.decodes(site)
			if ok {
				c.addInput(site, ref, tag, 0)
			}
		}
	}
}

// maxHelpers bounds the helpers through which an address is handed to a decoder.
const maxHelpers = 4

func (c *checker) addInput(site graph.Site, ref summary.Ref, tag string, depth int) {
	f := site.Caller
	ref = object.Inner(c.Flow, f, ref)
	if n := ref.N(); ref.Kind() == summary.RefReg && n < f.NParams {
		for _, call := range c.Graph.Callers(f.ID) {
			if args := call.Instr().Args; call.Instr().Op == summary.OpCall && n < len(args) && depth < maxHelpers {
				c.addInput(call, args[n], tag, depth+1)
			}
		}
		return
	}
	o := variable{f, ref}
	if ref.Kind() != summary.RefReg || c.inputs[o] != nil {
		return
	}
	in := &input{variable: o, site: site, tag: tag, typ: c.Flow.TypeOf(f, ref).Deref(), n: len(c.ordered)}
	c.inputs[o] = in
	c.ordered = append(c.ordered, in)
}

// decodes returns what a call fills from the body of a request, field by field.
func (c *checker) decodes(site graph.Site) (into summary.Ref, tag string, ok bool) {
	e := c.Flow.Known(site)
	switch {
	case e == nil:
		return 0, "", false
	case e.Input != nil && e.Input.Part == knowledge.InBody && e.Input.Callback == knowledge.None:
		into, ok = flow.Operand(site, e.Input.Into)
		return into, "json", ok
	case e.Flow != nil && e.Flow.Decodes != "":
		from, _ := flow.Operand(site, e.Flow.From[0])
		fromBody := slices.ContainsFunc(c.Flow.Origins(flow.Text, nil, site.Caller, from, ""), func(o flow.Origin) bool {
			return o.Kind == flow.Request && o.Part == "body"
		})
		if !fromBody {
			return 0, "", false
		}
		into, ok = flow.Operand(site, e.Flow.Into)
		return into, e.Flow.Decodes, ok
	}
	return 0, "", false
}

// find ends a search at an input. The part that is wanted stays part of the origin.
func (c *checker) find(n flow.Node) (flow.Origin, bool) {
	in := c.inputs[variable{n.Fn, n.Ref}]
	if in == nil {
		return flow.Origin{}, false
	}
	return flow.Origin{Kind: flow.Marked, Name: "decoded object"}, true
}

// settable returns the field of an input that lies at a path, if the decoder fills it.
func (in *input) settable(path flow.Path) (wire.Field, bool) {
	for _, f := range wire.Fields(in.typ, in.tag, readers) {
		if flow.Field(f.Path...) == path {
			return f, true
		}
	}
	return wire.Field{}, false
}

// name is the field as people call it: with the type that declares it.
func name(f wire.Field) string {
	owner := "it"
	if f.Owner.IsKnown() && f.Owner.Name != "" {
		owner = flow.Short(f.Owner.Name)
	}
	return strings.TrimPrefix(owner, "*") + "." + f.Name()
}
