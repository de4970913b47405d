package config

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/spelling"
)

// decoder fills Go values from YAML nodes. It is strict: what a type does not name is an error, so that a slip of the pen
// does not silently turn a check off. Anchors and aliases are refused; no configuration needs them and some
// documents use them to become large.
type decoder struct {
	errs []*Error // in order of position
}

func (d *decoder) errorf(n *yaml.Node, format string, args ...any) {
	d.errs = append(d.errs, &Error{Line: n.Line, Col: n.Column, Text: fmt.Sprintf(format, args...)})
}

var (
	posType   = reflect.TypeFor[Pos]()
	argType   = reflect.TypeFor[knowledge.Arg]()
	entryType = reflect.TypeFor[knowledge.Entry]()
	textType  = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// value fills v, which what names for people.
func (d *decoder) value(n *yaml.Node, v reflect.Value, what string) {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.errorf(n, "%s: anchors and aliases are not supported", what)
		return
	case n.Tag == "!!null":
		d.errorf(n, "%s has no value", what)
		return
	case v.Type() == argType:
		d.argument(n, v, what)
		return
	case reflect.PointerTo(v.Type()).Implements(textType):
		d.text(n, v, what)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), what)
	case reflect.Struct:
		d.object(n, v, what)
	case reflect.Slice:
		d.list(n, v, what)
	default:
		d.scalar(n, v, what)
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.SequenceNode {
		d.errorf(n, "%s is a list, not %s", what, kindOf(n))
		return
	}
	for _, item := range n.Content {
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(item, e, "an entry of "+what)
		v.Set(reflect.Append(v, e))
	}
}

func (d *decoder) object(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.MappingNode {
		d.errorf(n, "%s has keys with values, and is not %s", what, kindOf(n))
		return
	}
	fields := map[string]Field{}
	for _, f := range Fields(v.Type()) {
		fields[f.Key] = f
	}
	given := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		f, ok := fields[name]
		switch {
		case !ok:
			d.errorf(key, "unknown key %q%s", name, proposal(name, slices.Sorted(maps.Keys(fields))))
		case given[name]:
			d.errorf(key, "%s stands here twice", name)
		default:
			d.value(value, v.FieldByIndex(f.index), name)
		}
		given[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if fields[name].Required && !given[name] {
			d.errorf(n, "%s lacks %s", what, name)
		}
	}
	if at := v.FieldByName("Pos"); at.IsValid() && at.Type() == posType {
		at.Set(reflect.ValueOf(Pos{n.Line, n.Column}))
	}
}

// Field is a field of a struct that a file can fill.
type Field struct {
	Key      string       // in the file
	Name     string       // in the source
	Owner    reflect.Type // the struct that declares it
	Type     reflect.Type
	Required bool

	index []int
}

// Fields returns the fields of a struct that a file can fill, those of embedded structs among them, in order of declaration.
func Fields(t reflect.Type) []Field {
	var fields []Field
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("config")
		switch {
		case !f.IsExported() || tag == "-" || f.Type == posType:
		case f.Anonymous:
			for _, inner := range Fields(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				fields = append(fields, inner)
			}
		default:
			required := tag == "required" || t == entryType && f.Name == "Symbol"
			fields = append(fields, Field{Key(f.Name), f.Name, t, f.Type, required, []int{i}})
		}
	}
	return fields
}

// Key returns the key that stands for a field of a Go type: BodyLimit is body-limit.
func Key(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// text fills a value that reads itself from text.
func (d *decoder) text(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" && n.Tag != "!!int" {
		d.errorf(n, "%s is a text, not %s", what, kindOf(n))
		return
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.Value)); err != nil {
		d.errorf(n, "%s: %v", what, err)
	}
}

// argument fills an operand of a call: its number or the receiver.
func (d *decoder) argument(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!str" && n.Value == knowledge.Recv.String() {
		v.Set(reflect.ValueOf(knowledge.Recv))
		return
	}
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil || i < 0 || i > MaxArgument {
		d.errorf(n, "%s is an argument, counted from 0, or the word receiver", what)
		return
	}
	v.Set(reflect.ValueOf(knowledge.Arg0 + knowledge.Arg(i)))
}

// MaxArgument is the number of the last argument that models can speak of.
var MaxArgument = len(knowledge.Args) - 1

func (d *decoder) scalar(n *yaml.Node, v reflect.Value, what string) {
	wrong := func(want string) { d.errorf(n, "%s is %s, not %s", what, want, kindOf(n)) }
	switch v.Kind() {
	case reflect.String:
		if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
			wrong("a text")
			return
		}
		if words, ok := Vocabulary[v.Type().Name()]; ok && !slices.Contains(words, n.Value) {
			d.errorf(n, "%s cannot be %q%s", what, n.Value, oneOf(n.Value, words))
			return
		}
		v.SetString(n.Value)
	case reflect.Bool:
		on, err := strconv.ParseBool(n.Value)
		if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" || err != nil {
			wrong("true or false")
			return
		}
		v.SetBool(on)
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil {
			wrong("a number")
			return
		}
		v.SetInt(int64(i))
	default:
		panic(fmt.Sprintf("config: %s has the type %s", what, v.Type())) // TestEveryFieldCanBeRead meets this first
	}
}

// kindOf names what stands at a node.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.Tag {
	case "!!str":
		return "a text"
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	}
	return n.Value
}

// proposal returns the end of a message about an unknown word.
func proposal(word string, known []string) string {
	if near := spelling.Nearest(word, known); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

// oneOf returns the end of a message about a word that is not among few.
func oneOf(word string, known []string) string {
	if near := proposal(word, known); near != "" {
		return near
	}
	return fmt.Sprintf(" (want one of %s)", strings.Join(known, ", "))
}
