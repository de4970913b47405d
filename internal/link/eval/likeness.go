package eval

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/apilint/apilint/internal/link/graph"
)

// Likeness tells values apart by what the machine knows of them: two closures of one function are alike if their
// variables are, however often the program made them. It is meant for values that do not change any more.
type Likeness struct {
	numbers map[[sha256.Size]byte]int
	known   map[any]int // of pointers that were asked for before
	large   int         // values that were too large to be compared
}

// NewLikeness returns a Likeness that has seen no values.
func NewLikeness() *Likeness {
	return &Likeness{numbers: map[[sha256.Size]byte]int{}, known: map[any]int{}}
}

// maxLike bounds the variables and parts of one value that are compared.
const maxLike = 20_000

// Number returns a number that v shares with the values that are like it, and with no others.
func (l *Likeness) Number(v Value) int {
	switch v.(type) {
	case *Func, *Ptr, *Iface, *Object, *Unknown:
		if n, ok := l.known[v]; ok {
			return n
		}
		n := l.number(v)
		l.known[v] = n
		return n
	}
	return l.number(v)
}

func (l *Likeness) number(v Value) int {
	d := description{seen: map[any]int{}}
	d.value(v)
	if len(d.seen) > maxLike {
		l.large++
		return -l.large // like nothing else
	}
	sum := sha256.Sum256(d.text)
	n, ok := l.numbers[sum]
	if !ok {
		n = len(l.numbers)
		l.numbers[sum] = n
	}
	return n
}

// description writes down a value with everything that can be reached from it. What was described before, such as a
// variable in a cycle, is named by its number.
type description struct {
	text []byte
	seen map[any]int
}

func (d *description) number(n int) { d.text = binary.AppendVarint(d.text, int64(n)) }

func (d *description) string(s string) {
	d.number(len(s))
	d.text = append(d.text, s...)
}

func (d *description) flag(b bool) {
	n := 0
	if b {
		n = 1
	}
	d.number(n)
}

// first notes that x is described and reports whether that is for the first time.
func (d *description) first(x any) bool {
	n, ok := d.seen[x]
	if !ok {
		n = len(d.seen)
		d.seen[x] = n
	}
	d.number(n)
	return !ok && n <= maxLike
}

func (d *description) cell(c *Cell) {
	if d.first(c) {
		d.typ(c.Type)
		d.value(c.V)
	}
}

func (d *description) cells(cells []*Cell) {
	d.number(len(cells))
	for _, c := range cells {
		d.cell(c)
	}
}

func (d *description) values(vals []Value) {
	d.number(len(vals))
	for _, v := range vals {
		d.value(v)
	}
}

// kind tells the types of values apart.
func (d *description) kind(r rune) { d.text = append(d.text, byte(r)) }

func (d *description) value(v Value) {
	switch x := v.(type) {
	case nil:
		d.kind('-')
	case Nil:
		d.kind('0')
	case Bool:
		d.kind('b')
		d.flag(bool(x))
	case Int:
		d.kind('i')
		d.number(int(x))
	case Str:
		d.kind('s')
		d.string(string(x))
	case Tuple:
		d.kind('(')
		d.values(x)
	case *Labeled:
		d.kind('l')
		d.number(int(x.Deps))
		d.value(x.V)
	case *Alt:
		d.kind('|')
		d.number(int(x.Deps))
		d.values(x.Vals)
	default:
		d.reference(v)
	}
}

// reference describes values that have an identity, or hold variables that do.
func (d *description) reference(v Value) {
	switch x := v.(type) {
	case *Ptr:
		d.kind('*')
		d.cell(x.To)
	case *Func:
		d.kind('f')
		if d.first(x) {
			d.string(x.ID)
			d.values(x.Bind)
			d.flag(x.Bound)
			d.value(x.Recv)
		}
	case *Struct:
		d.kind('{')
		d.typ(x.Type)
		d.number(len(x.Fields))
		for _, name := range slices.Sorted(maps.Keys(x.Fields)) {
			d.string(name)
			d.cell(x.Fields[name])
		}
	case *Array:
		d.kind('a')
		d.cells(x.Elems)
	case *Slice:
		d.kind('[')
		d.flag(x.Open)
		d.cells(x.Elems)
	case *Map:
		d.kind('m')
		if d.first(x) {
			d.flag(x.Open)
			d.values(x.Keys)
			d.cells(x.Vals)
		}
	case *Iface:
		d.kind('I')
		d.typ(x.Type)
		d.value(x.V)
	case *Object:
		d.kind('o')
		d.object(x.X)
	case *Iter:
		d.kind('n')
		d.number(x.Next)
		d.value(x.Over)
	case *Unknown:
		d.kind('?')
		if d.first(x) {
			d.typ(x.Type)
			d.number(int(x.Deps))
			d.string(x.From)
			d.flag(x.NonNil)
			d.values(x.Args)
		}
	default:
		d.kind('!')
		d.object(v)
	}
}

// object describes what a model keeps: one of a kind is like the other.
func (d *description) object(x any) {
	if f, ok := x.(FieldOf); ok {
		d.string(f.Name)
		d.object(f.Of)
		return
	}
	d.string(fmt.Sprintf("%T", x))
	d.first(x)
}

func (d *description) typ(t graph.Type) {
	if !t.IsKnown() {
		d.number(0)
		return
	}
	d.string(t.Name)
}
