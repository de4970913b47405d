package limit

import (
	"fmt"
	"strings"
	"time"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/summary"
)

// served returns the limit that the server of the route's library puts on bodies, nil if it has none.
func (w *Watch) served() *Limit {
	b := w.bodies
	max := b.Max
	for _, config := range w.route.Config {
		if b.LiftField != "" {
			if on, _ := eval.Strip(fieldOf(config, b.LiftField)); on == eval.Value(eval.Bool(true)) {
				return nil
			}
		}
		n, ok := number(fieldOf(config, b.Field))
		switch {
		case ok && n > 0:
			max = n
		case ok && n < 0 && b.Negative:
			return nil
		}
	}
	if max == 0 {
		return nil
	}
	return &Limit{By: -1, Value: Bytes(max), Place: w.route.Place, Declared: b.Declared}
}

// fieldOf returns a field of the struct that v is, points to, or has as an element; nil if there is none.
func fieldOf(v eval.Value, name string) eval.Value {
	inner, _ := eval.Strip(v)
	switch x := inner.(type) {
	case *eval.Struct:
		if c := x.Fields[name]; c != nil {
			return c.V
		}
	case *eval.Ptr:
		return fieldOf(x.To.V, name)
	case *eval.Iface:
		return fieldOf(x.V, name)
	case *eval.Slice:
		for _, e := range x.Elems {
			if f := fieldOf(e.V, name); f != nil {
				return f
			}
		}
	}
	return nil
}

func number(v eval.Value) (int64, bool) {
	inner := eval.Inner(v)
	n, ok := inner.(eval.Int)
	return int64(n), ok
}

// operandsOf returns the operands of the library call that made a middleware.
func operandsOf(a *route.Attached) []eval.Value {
	if a.Symbol != "" {
		var vals []eval.Value
		for _, v := range a.Args {
			vals = append(vals, v)
		}
		return vals
	}
	inner := eval.Inner(a.Value)
	if u, ok := inner.(*eval.Unknown); ok {
		return u.Args
	}
	return nil
}

// amount says how much a middleware lets through, "" if that is not known.
func amount(m *eval.Machine, l *knowledge.Limit, args []eval.Value) string {
	value := func(a knowledge.Arg, field string) eval.Value {
		if i := int(a - knowledge.Arg0); a >= knowledge.Arg0 && i < len(args) {
			return args[i]
		}
		for _, arg := range args {
			if f := fieldOf(arg, field); f != nil {
				return f
			}
		}
		return nil
	}
	max := value(l.Max, l.MaxField)
	if l.Of == knowledge.Body {
		return bytesOf(max)
	}
	n, ok := number(max)
	per, timed := number(value(l.Per, l.PerField))
	if !ok || !timed {
		return ""
	}
	return fmt.Sprintf("%d per %s", n, duration(time.Duration(per)))
}

// duration writes d without the zeros at its end: "1m", not "1m0s".
func duration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// bytesOf writes a number of bytes, or the text in which a program gives one.
func bytesOf(v eval.Value) string {
	if n, ok := number(v); ok {
		return Bytes(n)
	}
	inner, _ := eval.Strip(v)
	if s, ok := inner.(eval.Str); ok && !strings.Contains(string(s), eval.Hole) {
		return string(s)
	}
	return ""
}

// Bytes writes n bytes in the largest unit that divides it.
func Bytes(n int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= unit.size && n%unit.size == 0 {
			return fmt.Sprintf("%d %s", n/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// operand returns the operand of a call that knowledge names.
func operand(c *eval.Call, a knowledge.Arg) eval.Value { return c.Arg(a.Index(c.Callee)) }

// first returns v as the first result of a call that has a second one, an error, which is nil.
func first(c *eval.Call, v eval.Value) eval.Value {
	if c.Type.IsKnown() && c.Type.Kind == summary.KindTuple {
		return eval.Tuple{v, &eval.Unknown{Deps: eval.DepInput}}
	}
	return v
}

// drops reports whether a writer forgets what is written to it.
func (w *Watch) drops(v eval.Value) bool {
	inner, _ := eval.Strip(v)
	switch x := inner.(type) {
	case *eval.Iface:
		return w.drops(x.V)
	case *eval.Unknown:
		e := w.graph.Known(x.From)
		return e != nil && e.Reader != nil && e.Reader.Do == knowledge.Drops
	}
	return false
}
