package guard

import (
	"reflect"
	"strings"

	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// bound makes the struct that a framework fills in from a request for its handler, nil if no part of it carries a
// credential: those parts are absent, whatever else there is is unknown.
func (t *trial) bound(typ graph.Type) *eval.Struct {
	u := typ.Generic().Underlying()
	if !u.IsKnown() || u.Kind != summary.KindStruct {
		return nil
	}
	out := &eval.Struct{Type: typ, Fields: map[string]*eval.Cell{}}
	credentials := false
	for _, f := range u.Fields {
		of := typ.Generic().FieldType(f)
		cell := &eval.Cell{Type: of, V: &eval.Unknown{Type: of, Deps: eval.DepInput}}
		if inner := t.embedded(f, of); inner != nil {
			cell.V, credentials = inner, true
		}
		if carriesCredential(f) {
			cell.V, credentials = t.absent(of), true
		}
		out.Fields[f.Name] = cell
	}
	if !credentials {
		return nil
	}
	return out
}

func (t *trial) embedded(f summary.Field, typ graph.Type) *eval.Struct {
	if !f.Embedded || typ.Deref() != typ {
		return nil // a struct that embeds itself does so through a pointer
	}
	return t.bound(typ)
}

// carriesCredential reports whether the tag of a field says that it is filled from a header or cookie with a credential.
func carriesCredential(f summary.Field) bool {
	tag := reflect.StructTag(f.Tag)
	for _, key := range []string{"header", "cookie"} {
		if name, _, _ := strings.Cut(tag.Get(key), ","); name != "" && isCredential(name) {
			return true
		}
	}
	return false
}
