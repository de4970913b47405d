package tie

import (
	"reflect"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// asSent gives the keys among the sources of a value that is a field of a struct the name and the part of the request that the
// field's tag says, instead of the field's own name.
func (c *Checker) asSent(list []source, at spot) []source {
	var field summary.Field
	known, asked := false, false
	for i := range list {
		k := &list[i].key
		if list[i].kind != fromRequest || k.Name == "" {
			continue
		}
		if !asked {
			field, known = c.fieldAt(at)
			asked = true
		}
		if known && k.Name[strings.LastIndexByte(k.Name, '.')+1:] == field.Name {
			*k = sentAs(field, *k)
		}
	}
	return list
}

// pathTags are the tags by which frameworks fill a field from the path, queryTags those for the query.
var (
	pathTags  = []string{"param", "uri", "path", "params"}
	queryTags = []string{"query", "form", "url", "schema"}
	bodyTags  = []string{"json", "xml", "yaml"}
)

// sentAs returns the key that a field of a request's struct has for clients.
func sentAs(f summary.Field, k Key) Key {
	tag := reflect.StructTag(f.Tag)
	if name := tagged(tag, pathTags); name != "" {
		return Key{string(knowledge.InPath), name}
	}
	switch knowledge.Part(k.Part) {
	case knowledge.InQuery, knowledge.InForm:
		if name := tagged(tag, queryTags); name != "" {
			k.Name = name
		}
	case knowledge.InHeader:
		if name := tagged(tag, []string{"header", "reqHeader"}); name != "" {
			k.Name = name
		}
	case knowledge.InBody:
		if name := tagged(tag, bodyTags); name != "" {
			k.Name = name
		} else if name := tagged(tag, queryTags); name != "" {
			k = Key{string(knowledge.InQuery), name}
		}
	}
	return k
}

// tagged returns the name that the first of several tags gives, "" if none does.
func tagged(tag reflect.StructTag, keys []string) string {
	for _, key := range keys {
		if name, _, _ := strings.Cut(tag.Get(key), ","); name != "" && name != "-" {
			return name
		}
	}
	return ""
}

// fieldAt returns the innermost field that a part of a value is.
func (c *Checker) fieldAt(at spot) (field summary.Field, ok bool) {
	t := c.t.TypeOf(at.fn, at.ref)
	if at.path == "" {
		return c.loadedField(at.fn, at.ref)
	}
	name, path := at.path.Type()
	if name != "" {
		t = c.g.Lookup(name)
	}
	for path != "" {
		var elem string
		elem, path = path.Split()
		if strings.HasPrefix(elem, "[") {
			t = t.Element()
			continue
		}
		if t = t.Deref(); !t.IsKnown() {
			return field, false
		}
		if field, ok = t.Field(elem); !ok {
			return field, false
		}
		t = t.FieldType(field)
	}
	return field, ok
}

// loadedField returns the field that a value was read from.
func (c *Checker) loadedField(f *graph.Func, ref summary.Ref) (summary.Field, bool) {
	for range 4 {
		in, _ := c.t.Def(f, ref)
		if in == nil {
			break
		}
		switch in.Op {
		case summary.OpFieldAddr, summary.OpField:
			return c.g.TypeOf(f, in.XType).Deref().Field(f.Sym(in))
		case summary.OpLoad, summary.OpConvert, summary.OpMakeIface, summary.OpChangeType:
			ref = in.Args[0]
			continue
		}
		break
	}
	return summary.Field{}, false
}
