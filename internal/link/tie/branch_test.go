package tie

import (
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/graph"
)

const shapes = `package main

func refuses(bad bool) {
	if bad {
		println("no")
		return
	}
	println("yes")
}

func notices(bad bool) {
	if bad {
		println("odd")
	}
	println("yes")
}

func either(good bool) {
	if good {
		println("yes")
	} else {
		println("no")
	}
}

func excuses(other, admin bool) {
	if other && !admin {
		println("no")
		return
	}
	println("yes")
}

func main() {}
`

func TestBranches(t *testing.T) {
	t.Parallel()
	g := graph.New(compiletest.Source(t, shapes))
	tests := []struct {
		name, function      string
		branch              int // which of the function's branches, from 0
		leaves, unavoidable bool
	}{
		{"a branch that returns", "refuses", 0, true, true},
		{"a branch that goes on", "notices", 0, false, true},
		{"two ways to the end", "either", 0, true, true},
		{"the first of two conditions", "excuses", 0, true, true},
		{"the second of two conditions", "excuses", 1, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := g.Func("example.com/app." + test.function)
			b := newBranches(f)
			n := 0
			for block := range f.Blocks {
				if _, ok := f.Condition(block); !ok {
					continue
				}
				if n == test.branch {
					if got := b.leaves(block); got != test.leaves {
						t.Errorf("leaves is %v, want %v", got, test.leaves)
					}
					if got := b.isUnavoidable(block); got != test.unavoidable {
						t.Errorf("isUnavoidable is %v, want %v", got, test.unavoidable)
					}
					return
				}
				n++
			}
			t.Fatalf("%s has no branch %d", test.function, test.branch)
		})
	}
}
