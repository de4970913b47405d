package eval

import (
	"path"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
)

// Standard executes a call of a foreign function that the world does not model.
func (m *Machine) Standard(c *Call) Value { return m.standard(c) }

// standard executes a call of a foreign function that the world does not model: what the standard library does to
// texts and errors is computed, and the result of everything else is unknown but for what it depends on.
func (m *Machine) standard(c *Call) Value {
	var does knowledge.Control
	if e := m.Graph.Known(c.Callee); e != nil && e.Control != nil {
		does = *e.Control
	}
	if does.Ends {
		return NoReturn
	}
	if f, ok := textFuncs[c.Callee]; ok {
		if v := f(m, c); v != nil {
			return label(v, m.argDeps(c))
		}
	}
	if v := m.holds(c); v != nil {
		return v
	}
	if does.Calls != knowledge.None {
		m.Apply(c, c.Arg(does.Calls.Index(c.Callee)))
	}
	if does.Fails {
		return &Unknown{Type: c.Type, NonNil: true, From: c.Callee, Args: c.Args}
	}
	return m.unknownOf(c.Type, m.argDeps(c), c.Callee, c.Args)
}

type textFunc func(m *Machine, c *Call) Value

// textFuncs computes texts, of which parts may be unknown.
var textFuncs = map[string]textFunc{
	"fmt.Sprintf": func(m *Machine, c *Call) Value { return m.sprintf(c.Arg(0), c.Arg(1)) },
	"fmt.Sprint": func(m *Machine, c *Call) Value {
		elems, _ := m.Elements(c.Arg(0))
		var b strings.Builder
		for _, e := range elems {
			b.WriteString(format(e))
		}
		return Str(b.String())
	},
	"strings.HasPrefix": func(m *Machine, c *Call) Value { return truth(hasPrefix(text(c.Arg(0)), text(c.Arg(1))), m.argDeps(c)) },
	"strings.HasSuffix": func(m *Machine, c *Call) Value { return truth(hasSuffix(text(c.Arg(0)), text(c.Arg(1))), m.argDeps(c)) },
	"strings.Contains":  func(m *Machine, c *Call) Value { return m.asked(c, contains(text(c.Arg(0)), text(c.Arg(1)))) },
	"strings.EqualFold": func(m *Machine, c *Call) Value {
		return m.asked(c, equalText(strings.ToLower(text(c.Arg(0))), strings.ToLower(text(c.Arg(1)))))
	},
	"strings.TrimSpace":  mapText(strings.TrimSpace),
	"strings.ToLower":    mapText(strings.ToLower),
	"strings.ToUpper":    mapText(strings.ToUpper),
	"path.Clean":         mapText(path.Clean),
	"strings.TrimPrefix": mapText2(strings.TrimPrefix),
	"strings.TrimSuffix": mapText2(strings.TrimSuffix),
	"strings.Trim":       mapText2(strings.Trim),
	"strings.TrimRight":  mapText2(strings.TrimRight),
	"strings.TrimLeft":   mapText2(strings.TrimLeft),
	"strings.ReplaceAll": func(m *Machine, c *Call) Value {
		return exactly(func(s []string) Value { return Str(strings.ReplaceAll(s[0], s[1], s[2])) }, c.Args...)
	},
	"strings.Split":  splitText(strings.Split),
	"strings.Fields": func(m *Machine, c *Call) Value { return m.fields(c.Arg(0), strings.Fields) },
	"strings.SplitN": func(m *Machine, c *Call) Value { return m.splitN(c) },
	"strings.Cut":    func(m *Machine, c *Call) Value { return m.cut(c, strings.Cut) },
	"strings.CutPrefix": func(m *Machine, c *Call) Value {
		return exactly(func(s []string) Value {
			rest, ok := strings.CutPrefix(s[0], s[1])
			return Tuple{Str(rest), Bool(ok)}
		}, c.Args...)
	},
	"strings.Join": func(m *Machine, c *Call) Value { return m.joinText(c.Arg(0), text(c.Arg(1))) },
	"path.Join": func(m *Machine, c *Call) Value {
		elems, open := m.Elements(c.Arg(0))
		var parts []string
		for _, e := range elems {
			parts = append(parts, text(e))
		}
		if open {
			parts = append(parts, Hole)
		}
		return Str(path.Join(parts...))
	},
	"net/url.JoinPath": func(m *Machine, c *Call) Value {
		elems, _ := m.Elements(c.Arg(1))
		s := strings.TrimSuffix(text(c.Arg(0)), "/")
		for _, e := range elems {
			s += "/" + strings.Trim(text(e), "/")
		}
		return Tuple{Str(s), Nil{}}
	},
	"strconv.Itoa":    func(m *Machine, c *Call) Value { return Str(format(c.Arg(0))) },
	"slices.Contains": func(m *Machine, c *Call) Value { return m.asked(c, m.isIn(c.Arg(0), c.Arg(1))) },
	"slices.Clip":     func(_ *Machine, c *Call) Value { return c.Arg(0) },
	"slices.Grow":     func(_ *Machine, c *Call) Value { return c.Arg(0) },
	"slices.Clone":    func(m *Machine, c *Call) Value { return m.appendTo(&Slice{}, c.Arg(0)) },
	"slices.Concat":   func(m *Machine, c *Call) Value { return m.concat(c.Arg(0)) },
	"errors.Is": func(m *Machine, c *Call) Value {
		if nilErr, _ := IsNil(c.Arg(0)); nilErr {
			return Bool(false)
		}
		if same(c.Arg(0), c.Arg(1)) {
			return Bool(true)
		}
		return nil
	},
}

// asked is the answer of a call that compares its operands.
func (m *Machine) asked(c *Call, v verdict) Value { return compared(truth(v, m.argDeps(c)), c.Args...) }

func mapText(f func(string) string) textFunc {
	return func(_ *Machine, c *Call) Value {
		return exactly(func(s []string) Value { return Str(f(s[0])) }, c.Args...)
	}
}

func mapText2(f func(a, b string) string) textFunc {
	return func(_ *Machine, c *Call) Value {
		a, b := text(c.Arg(0)), text(c.Arg(1))
		if b == Hole || a == Hole {
			return nil
		}
		return Str(f(a, b)) // a hole stays where it is: the affixes that people cut are constant
	}
}

func splitText(f func(s, sep string) []string) textFunc {
	return func(m *Machine, c *Call) Value {
		sep, ok := Text(c.Arg(1))
		if !ok {
			return nil
		}
		return m.fields(c.Arg(0), func(s string) []string { return f(s, sep) })
	}
}

// fields makes a slice of the parts of a text that is known.
func (m *Machine) fields(v Value, f func(string) []string) Value {
	s, ok := Text(v)
	if !ok {
		return nil
	}
	out := &Slice{}
	for _, part := range f(s) {
		out.Elems = append(out.Elems, &Cell{V: Str(part)})
	}
	return out
}

func (m *Machine) splitN(c *Call) Value {
	sep, ok := Text(c.Arg(1))
	n, isInt := c.Arg(2).(Int)
	if !ok || !isInt {
		return nil
	}
	return m.fields(c.Arg(0), func(s string) []string { return strings.SplitN(s, sep, int(n)) })
}

func (m *Machine) cut(c *Call, f func(s, sep string) (string, string, bool)) Value {
	return exactly(func(s []string) Value {
		before, after, found := f(s[0], s[1])
		return Tuple{Str(before), Str(after), Bool(found)}
	}, c.Args...)
}

func (m *Machine) joinText(v Value, sep string) Value {
	elems, open := m.Elements(v)
	if open && len(elems) == 0 {
		return nil
	}
	var parts []string
	for _, e := range elems {
		parts = append(parts, text(e))
	}
	return Str(strings.Join(parts, sep))
}

// concat makes one slice of a list of slices.
func (m *Machine) concat(lists Value) Value {
	inner, _ := strip(lists)
	cells, open := m.elements(inner)
	var all Value = &Slice{Open: open}
	for _, c := range cells {
		all = m.appendTo(all, m.read(c))
	}
	return all
}

// isIn reports whether a slice holds a value.
func (m *Machine) isIn(slice, v Value) verdict {
	inner, _ := strip(slice)
	cells, open := m.elements(inner)
	out := no
	if open {
		out = unknown
	}
	for _, c := range cells {
		switch m.equal(m.read(c), v) {
		case yes:
			return yes
		case unknown:
			out = unknown
		}
	}
	return out
}

// exactly applies f to texts that are all known.
func exactly(f func([]string) Value, args ...Value) Value {
	texts := make([]string, len(args))
	for i, a := range args {
		s, ok := Text(a)
		if !ok {
			return nil
		}
		texts[i] = s
	}
	return f(texts)
}

// sprintf formats with the verbs %s, %v, %d and %q; a value that is not known leaves a hole.
func (m *Machine) sprintf(format0, args Value) Value {
	layout, ok := Text(format0)
	if !ok {
		return nil
	}
	elems, _ := m.Elements(args)
	var b strings.Builder
	for i := 0; i < len(layout); i++ {
		if layout[i] != '%' {
			b.WriteByte(layout[i])
			continue
		}
		i++
		for i < len(layout) && strings.IndexByte("+-# 0123456789.", layout[i]) >= 0 {
			i++
		}
		switch {
		case i >= len(layout):
		case layout[i] == '%':
			b.WriteByte('%')
		case len(elems) == 0:
			b.WriteString(Hole)
		default:
			b.WriteString(format(elems[0]))
			elems = elems[1:]
		}
	}
	return Str(b.String())
}

// format writes a value as %v does.
func format(v Value) string {
	v, _ = strip(v)
	if i, ok := v.(*Iface); ok {
		v, _ = strip(i.V)
	}
	switch x := v.(type) {
	case Str:
		return string(x)
	case Int:
		return strconv.FormatInt(int64(x), 10)
	case Bool:
		return strconv.FormatBool(bool(x))
	}
	return Hole
}
