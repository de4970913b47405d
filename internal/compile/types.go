package compile

import (
	"go/types"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// typ returns the reference of t, adding it and what it is made of to the type table.
func (c *compiler) typ(t types.Type) summary.TypeRef {
	if t == nil {
		return summary.NoType
	}
	t = types.Unalias(t)
	name := c.typeName(t)
	if ref, ok := c.typeIdx[name]; ok {
		return ref
	}
	ref := summary.TypeRef(len(c.out.Types))
	c.typeIdx[name] = ref
	c.out.Types = append(c.out.Types, summary.Type{Name: name, Under: summary.NoType, Elem: summary.NoType, Key: summary.NoType})
	d := c.describe(t) // may grow the table: assign afterwards
	d.Name = name
	c.out.Types[ref] = d
	return ref
}

func (c *compiler) describe(t types.Type) summary.Type {
	d := summary.Type{Under: summary.NoType, Elem: summary.NoType, Key: summary.NoType}
	switch t := t.(type) {
	case *types.Named:
		c.describeNamed(&d, t)
	case *types.Basic:
		d.Kind = summary.KindBasic
	case *types.Pointer:
		d.Kind, d.Elem = summary.KindPointer, c.typ(t.Elem())
	case *types.Slice:
		d.Kind, d.Elem = summary.KindSlice, c.typ(t.Elem())
	case *types.Array:
		d.Kind, d.Elem = summary.KindArray, c.typ(t.Elem())
	case *types.Chan:
		d.Kind, d.Elem = summary.KindChan, c.typ(t.Elem())
	case *types.Map:
		d.Kind, d.Key, d.Elem = summary.KindMap, c.typ(t.Key()), c.typ(t.Elem())
	case *types.Struct:
		d.Kind = summary.KindStruct
		d.Fields = c.fields(t)
	case *types.Interface:
		d.Kind = summary.KindInterface
		for m := range t.Methods() {
			d.Methods = append(d.Methods, summary.Method{Name: m.Name(), Type: c.typ(m.Type())})
		}
	case *types.Signature:
		d.Kind, d.Variadic = summary.KindFunc, t.Variadic()
		d.Params, d.Result = c.tuple(t.Params()), c.tuple(t.Results())
	case *types.Tuple:
		d.Kind, d.Params = summary.KindTuple, c.tuple(t)
	case *types.TypeParam:
		d.Kind = summary.KindTypeParam
	}
	return d
}

func (c *compiler) describeNamed(d *summary.Type, t *types.Named) {
	d.Kind = summary.KindNamed
	d.Exported = t.Obj().Exported()
	if t.TypeArgs().Len() > 0 {
		d.Origin = typeNameID(t.Obj())
		for arg := range t.TypeArgs().Types() {
			d.Args = append(d.Args, c.typ(arg))
		}
		c.typ(t.Origin())
	}
	under := t.Underlying()
	if t.Obj().Pkg() != c.in.Pkg {
		if _, isStruct := under.(*types.Struct); isStruct {
			d.Under = c.foreignStruct()
			return // its fields are in its own package's summary, or nobody's business
		}
		d.Under = c.typ(under)
		return
	}
	d.Local, d.Pos = true, c.pos(t.Obj().Pos())
	d.Under = c.typ(under)
	if !types.IsInterface(t) {
		d.Methods = c.methods(t)
	}
}

// foreignStruct is the underlying type of all structs declared in other packages.
func (c *compiler) foreignStruct() summary.TypeRef {
	const name = "struct{…}"
	ref, ok := c.typeIdx[name]
	if !ok {
		ref = summary.TypeRef(len(c.out.Types))
		c.typeIdx[name] = ref
		c.out.Types = append(c.out.Types, summary.Type{
			Name: name, Kind: summary.KindStruct, Under: summary.NoType, Elem: summary.NoType, Key: summary.NoType,
		})
	}
	return ref
}

func (c *compiler) fields(t *types.Struct) []summary.Field {
	var fields []summary.Field
	for i := range t.NumFields() {
		f := t.Field(i)
		fields = append(fields, summary.Field{
			Name: f.Name(), Type: c.typ(f.Type()), Tag: t.Tag(i), Embedded: f.Embedded(), Pos: c.pos(f.Pos()),
		})
	}
	return fields
}

// methods lists the method set of *t by name, promoted methods with the path to the embedded value.
func (c *compiler) methods(t *types.Named) []summary.Method {
	var methods []summary.Method
	set := types.NewMethodSet(types.NewPointer(t))
	for i := range set.Len() {
		sel := set.At(i)
		fn := sel.Obj().(*types.Func)
		path := sel.Index()
		m := summary.Method{Name: fn.Name(), Func: FuncID(fn), Type: c.typ(fn.Type())}
		st := types.Type(t)
		for _, idx := range path[:len(path)-1] {
			field := deref(st).Underlying().(*types.Struct).Field(idx)
			m.Path = append(m.Path, field.Name())
			st = field.Type()
		}
		methods = append(methods, m)
	}
	return methods
}

func (c *compiler) tuple(t *types.Tuple) []summary.TypeRef {
	var refs []summary.TypeRef
	for v := range t.Variables() {
		refs = append(refs, c.typ(v.Type()))
	}
	return refs
}

// typeName is the identity of a type across packages: go/types' spelling with full paths, without parameter names.
func (c *compiler) typeName(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return c.namedName(t)
	case *types.Pointer:
		return "*" + c.typeName(t.Elem())
	case *types.Slice:
		return "[]" + c.typeName(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + c.typeName(t.Elem())
	case *types.Chan:
		return "chan " + c.typeName(t.Elem())
	case *types.Map:
		return "map[" + c.typeName(t.Key()) + "]" + c.typeName(t.Elem())
	case *types.Tuple:
		return "(" + c.typeNames(t, false) + ")"
	case *types.Signature:
		return "func(" + c.typeNames(t.Params(), t.Variadic()) + ") (" + c.typeNames(t.Results(), false) + ")"
	default:
		return types.TypeString(t, pkgPath)
	}
}

func (c *compiler) typeNames(t *types.Tuple, variadic bool) string {
	var names []string
	for v := range t.Variables() {
		names = append(names, c.typeName(v.Type()))
	}
	if n := len(names); variadic {
		names[n-1] = "..." + strings.TrimPrefix(names[n-1], "[]")
	}
	return strings.Join(names, ", ")
}

func (c *compiler) namedName(t *types.Named) string {
	obj := t.Obj()
	name := typeNameID(obj)
	if obj.Pkg() != nil && obj.Parent() != nil && obj.Parent() != obj.Pkg().Scope() {
		name += "@" + strconv.Itoa(c.in.Fset.Position(obj.Pos()).Line) // declared in a function
	}
	if t.TypeArgs().Len() == 0 {
		return name
	}
	var args []string
	for arg := range t.TypeArgs().Types() {
		args = append(args, c.typeName(arg))
	}
	return name + "[" + strings.Join(args, ", ") + "]"
}
