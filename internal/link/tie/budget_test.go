package tie

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
)

const handler = `package main

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func load(id string) *sql.Row {
	return db.QueryRow("SELECT id, user_id FROM orders WHERE id = $1", id)
}

func show(w http.ResponseWriter, r *http.Request) {
	load(r.PathValue("id"))
	load(r.URL.Query().Get("other"))
}

func main() { http.HandleFunc("/orders/{id}", show) }
`

func TestBudget(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		limits limits
		cut    bool
		note   string // "" if there is none
	}{
		{"enough", generous, false, ""},
		{"too little for the route", limits{route: 3, program: 1000}, true, "gave up on show after 3 questions"},
		{"too little for the program", limits{route: 1000, program: 3}, true, "gave up on show and all that follows after 3 questions"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g := graph.New(compiletest.Source(t, handler))
			tracer := flow.New(g)
			c := NewChecker(tracer, object.New(tracer))
			c.limits = test.limits
			uses := c.Uses(Function{Func: g.Func("example.com/app.show")}, nil)
			for _, u := range uses {
				if u.Cut != test.cut {
					t.Errorf("a use of %s has Cut = %v, want %v", u.Table.Name, u.Cut, test.cut)
				}
			}
			if !test.cut && len(uses) != 2 {
				t.Errorf("there are %d uses, want 2", len(uses))
			}
			var notes []string
			for _, n := range tracer.GivenUp() {
				notes = append(notes, n.Text)
			}
			if got := strings.Join(notes, "\n"); test.note == "" && got != "" || !strings.Contains(got, test.note) {
				t.Errorf("the notes are %q, want %q", got, test.note)
			}
		})
	}
}
