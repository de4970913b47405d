package guard

import (
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/graph"
)

// TestBeside tells functions that have to do with a request, themselves or through others, from those that do not.
func TestBeside(t *testing.T) {
	t.Parallel()
	g := graph.New(compiletest.Source(t, `package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
)

type store interface{ Find(ctx context.Context, id string) (string, error) }

type rows struct{ db *sql.DB }

func (r rows) Find(ctx context.Context, id string) (name string, err error) {
	err = r.db.QueryRowContext(ctx, "SELECT name FROM t WHERE id = $1", id).Scan(&name)
	return name, err
}

func refuse(w http.ResponseWriter) { http.Error(w, "no", http.StatusForbidden) }

func later(w http.ResponseWriter) func() { return func() { refuse(w) } }

func tenant(ctx context.Context) any { return ctx.Value("tenant") }

func sum(list []int) (n int) {
	for _, x := range list {
		n += x
	}
	return n
}

func check(n int) error {
	if n > 3 {
		return errors.New("too many")
	}
	return nil
}

func handler(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.Find(r.Context(), r.PathValue("id")); err != nil {
			refuse(w)
		}
	}
}

func main() {
	http.Handle("/", handler(rows{}))
	later(nil)
	tenant(nil)
	_ = check(sum(nil))
}
`))
	b := newBeside(g)
	tests := []struct {
		name                 string
		close, reads, decide bool
	}{
		{"example.com/app.refuse", true, false, false},
		{"example.com/app.later", true, false, true},
		{"example.com/app.tenant", true, false, true},
		{"(example.com/app.rows).Find", false, true, true},
		{"example.com/app.sum", false, false, false},
		{"example.com/app.check", false, false, true},
		{"example.com/app.handler$1", true, true, false},
	}
	for _, tt := range tests {
		f := g.Func(tt.name)
		if f == nil {
			t.Fatalf("no function %s", tt.name)
		}
		if b.close[f] != tt.close || b.reads[f] != tt.reads || decides(g, f) != tt.decide {
			t.Errorf("%s: close %t, reads %t, decides %t, want %t, %t, %t", tt.name, b.close[f], b.reads[f], decides(g, f), tt.close, tt.reads, tt.decide)
		}
		if n := b.size(f); n < 1 || n > enough {
			t.Errorf("%s: size %d", tt.name, n)
		}
	}
}
