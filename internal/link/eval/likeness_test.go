package eval_test

import (
	"testing"

	"github.com/apilint/apilint/internal/link/eval"
)

func TestLikeness(t *testing.T) {
	t.Parallel()
	shared := &eval.Cell{V: eval.Int(1)}
	closure := func(bind ...eval.Value) eval.Value { return &eval.Func{ID: "app.f$1", Bind: bind} }
	variable := func(v eval.Value) eval.Value { return &eval.Ptr{To: &eval.Cell{V: v}} }
	cycle := func(n eval.Int) eval.Value {
		c := &eval.Cell{}
		c.V = &eval.Struct{Fields: map[string]*eval.Cell{"self": {V: &eval.Ptr{To: c}}, "n": {V: n}}}
		return &eval.Ptr{To: c}
	}
	tests := []struct {
		name string
		a, b eval.Value
		want bool
	}{
		{"the same text", eval.Str("a"), eval.Str("a"), true},
		{"another text", eval.Str("a"), eval.Str("b"), false},
		{"a text and a number", eval.Str("1"), eval.Int(1), false},
		{"closures made twice", closure(variable(eval.Str("a"))), closure(variable(eval.Str("a"))), true},
		{"closures over different values", closure(variable(eval.Str("a"))), closure(variable(eval.Str("b"))), false},
		{"closures of different functions", closure(), &eval.Func{ID: "app.g$1"}, false},
		{"one variable and two alike", closure(&eval.Ptr{To: shared}, &eval.Ptr{To: shared}), closure(variable(eval.Int(1)), variable(eval.Int(1))), false},
		{"cycles", cycle(1), cycle(1), true},
		{"cycles over different values", cycle(1), cycle(2), false},
		{"a method value and a closure", &eval.Func{ID: "m", Bound: true}, &eval.Func{ID: "m"}, false},
		{"unknowns that depend on the same", &eval.Unknown{Deps: eval.DepInput}, &eval.Unknown{Deps: eval.DepInput}, true},
		{"unknowns that depend on different things", &eval.Unknown{Deps: eval.DepInput}, &eval.Unknown{Deps: eval.DepState}, false},
		{"a label", eval.Bool(true), eval.Label(eval.Bool(true), eval.DepConfig), false},
		{"objects of one kind", &eval.Object{X: new(int)}, &eval.Object{X: new(int)}, true},
		{"objects of two kinds", &eval.Object{X: new(int)}, &eval.Object{X: new(bool)}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := eval.NewLikeness()
			if got := l.Number(tt.a) == l.Number(tt.b); got != tt.want {
				t.Errorf("alike: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestLikenessOfLargeValues: what is too large to be compared is like nothing else.
func TestLikenessOfLargeValues(t *testing.T) {
	t.Parallel()
	large := func() eval.Value {
		s := &eval.Slice{}
		for range 100_000 {
			s.Elems = append(s.Elems, &eval.Cell{V: eval.Int(0)})
		}
		return s
	}
	l := eval.NewLikeness()
	if first, second := l.Number(large()), l.Number(large()); first == second {
		t.Error("two large values are alike")
	}
}
