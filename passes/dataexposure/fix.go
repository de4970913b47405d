package dataexposure

import (
	"reflect"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/wire"
	"github.com/apilint/apilint/internal/summary"
)

// hide is the fix that takes secret fields out of JSON. There is none unless it changes nothing but responses: nobody decodes
// such an object, or encodes it for somebody else than a client.
func (c *checker) hide(tag string, shown []exposure) []finding.Fix {
	if tag != "json" {
		return nil
	}
	var edits []finding.Edit
	for _, e := range shown {
		edit, ok := hiding(e.field.Owner, e.field.Decl)
		if !ok || e.field.degree != knowledge.SurelySecret || c.travels(e.field) {
			return nil
		}
		edits = append(edits, edit)
	}
	return []finding.Fix{{Message: "hide the field from encoders", Edits: edits}}
}

// hiding is the edit of a field's declaration that hides it.
func hiding(owner graph.Type, decl summary.Field) (finding.Edit, bool) {
	p := decl.Pos
	width := int32(len(decl.Tag) + 2)
	if owner.Package() == nil || p.EndLine == 0 || p.EndLine != p.Line || decl.Tag != "" && p.EndCol-width <= p.Col {
		return finding.Edit{}, false
	}
	at := graph.Place(owner.Package(), p)
	if decl.Tag == "" {
		at.Line, at.Col = at.EndLine, at.EndCol
		return finding.Edit{Place: at, New: " `json:\"-\"`"}, true
	}
	at.Col = at.EndCol - int(width)
	tag := decl.Tag
	if old, ok := reflect.StructTag(tag).Lookup("json"); ok {
		tag = strings.Replace(tag, `json:"`+old+`"`, `json:"-"`, 1)
	} else {
		tag = strings.TrimRight(tag, " ") + ` json:"-"`
	}
	return finding.Edit{Place: at, New: "`" + tag + "`"}, true
}

// travels reports whether the program decodes objects with a field, or encodes them for anything but a response, or may do so
// where it is not seen.
func (c *checker) travels(field secret) bool {
	if c.abroad == nil {
		c.abroad = map[string]bool{}
		for f := range c.Graph.Funcs {
			for site := range f.Instrs {
				c.leaves(site)
			}
		}
	}
	return c.abroad[unseen] || c.abroad[field.Owner.Name+"."+field.Name()]
}

// unseen stands for the fields of a type that is not known.
const unseen = ""

// leaves notes the fields that a call decodes, or encodes for somebody else.
func (c *checker) leaves(site graph.Site) {
	e := c.Flow.Known(site)
	if e == nil {
		return
	}
	switch {
	case e.Flow != nil && (e.Flow.Encodes || e.Flow.Decodes != ""):
		if e.Flow.Encodes && c.answers(site) {
			return
		}
		arg := e.Flow.Into
		if e.Flow.Encodes {
			arg = e.Flow.From[0]
		}
		c.noteOperand(site, arg)
	case e.Input != nil && e.Input.Part != knowledge.InEnv:
		c.noteOperand(site, e.Input.Into)
	case e.Response != nil && e.Response.Data != knowledge.None:
		if to, ok := flow.Operand(site, e.Response.To); ok && !c.Flow.LeadsToClient(site, to) {
			c.noteOperand(site, e.Response.Data)
		}
	}
}

// answers reports whether the bytes that an encoder hands back are handed to the client by the same function, and nothing else is
// done with them.
func (c *checker) answers(site graph.Site) bool {
	f := site.Caller
	encoded := summary.Ref(0)
	for _, in := range f.Instrs {
		if in.Op == summary.OpExtract && in.N == 0 && in.Args[0] == summary.MakeRef(summary.RefReg, int(site.Instr().Dst)) {
			encoded = summary.MakeRef(summary.RefReg, int(in.Dst))
		}
	}
	sent := false
	for other, in := range f.Instrs {
		if encoded == 0 || !slices.Contains(in.Args, encoded) {
			continue
		}
		e := c.Flow.Known(other)
		if e == nil || e.Response == nil || e.Response.To != knowledge.None {
			return false
		}
		ref, ok := flow.Operand(other, e.Response.Text)
		sent = ok && ref == encoded
	}
	return sent
}

func (c *checker) noteOperand(site graph.Site, a knowledge.Arg) {
	if ref, ok := flow.Operand(site, a); ok {
		c.note(site, ref, 0)
	}
}

// maxHelpers bounds the helpers through which an object is handed to an encoder or decoder.
const maxHelpers = 4

// note adds the fields of an operand's type; a parameter of no certain type is looked up at all callers.
func (c *checker) note(site graph.Site, ref summary.Ref, depth int) {
	f := site.Caller
	ref = object.Inner(c.Flow, f, ref)
	t := c.Flow.TypeOf(f, ref).Deref()
	if u := t.Underlying(); u.IsKnown() && u.Kind != summary.KindInterface {
		for _, field := range wire.Fields(t, "json", writers) {
			c.abroad[field.Owner.Name+"."+field.Name()] = true
		}
		return
	}
	calls := c.Graph.Callers(f.ID)
	n := ref.N()
	if ref.Kind() != summary.RefReg || n >= f.NParams || depth >= maxHelpers {
		c.abroad[unseen] = true
		return
	}
	for _, call := range calls {
		if args := call.Instr().Args; n < len(args) {
			c.note(call, args[n], depth+1)
		}
	}
}
