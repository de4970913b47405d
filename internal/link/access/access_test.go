package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/access"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
)

const program = `package main

import (
	"database/sql"
	"fmt"
	"strings"
)

var db *sql.DB

func byKey(id int)           { db.QueryRow("SELECT id, user_id FROM orders WHERE id = $1 LIMIT 1", id) }
func byOwner(id, user int)   { db.Exec("DELETE FROM orders WHERE id = ? AND user_id = ?", id, user) }
func change(id int, n string) { db.Exec("UPDATE orders SET note = $2 WHERE id = $1", id, n) }
func count(id int)           { db.QueryRow("SELECT count(*) FROM orders WHERE id = $1", id) }

func prepared(id int) {
	stmt, _ := db.Prepare("SELECT id FROM orders WHERE id = ?")
	stmt.QueryRow(id)
}

func composed(id int, all bool) {
	q := "SELECT id FROM orders WHERE id = ?"
	args := []any{id}
	if !all {
		q += " AND user_id = ?"
		args = append(args, 7)
	}
	db.Query(q, args...)
}

func formatted(table string, id int) {
	db.Query(fmt.Sprintf("SELECT id FROM %s WHERE id = ?", table), id)
}

func joined(id int) {
	where := []string{"id = ?", "open"}
	db.Query("SELECT id FROM orders WHERE "+strings.Join(where, " AND "), id)
}

func named(id int) { db.Exec("DELETE FROM orders WHERE id = @key", sql.Named("key", id)) }

func extended(id, user int, mine bool) {
	where, args := []string{"id = ?"}, []any{id}
	extend(&where, &args)
	if mine {
		where, args = append(where, "user_id = ?"), append(args, user)
	}
	db.Query("SELECT id FROM orders WHERE "+strings.Join(where, " AND "), args...)
}

func oneOf(ids []int, user int) {
	where, args := []string{"open"}, []any{}
	if len(ids) > 0 {
		holders := []string{}
		for _, id := range ids {
			holders = append(holders, "?")
			args = append(args, id)
		}
		where = append(where, "id IN ("+strings.Join(holders, ", ")+")")
	}
	where, args = append(where, "user_id = ?"), append(args, user)
	db.Query("SELECT id FROM orders WHERE "+strings.Join(where, " AND "), args...)
}

func session(user string) {
	db.Exec("SELECT set_config('app.user', $1, true)", user)
	db.Exec(fmt.Sprintf("SET LOCAL app.user = '%s'", user))
	db.Exec("SET statement_timeout = 10")
}

func extend(where *[]string, args *[]any) {}

func begin() { db.Exec("BEGIN") }

func main() {}
`

func TestAt(t *testing.T) {
	t.Parallel()
	g := graph.New(compiletest.Source(t, program))
	tracer := flow.New(g)
	reader := access.NewReader(tracer, object.New(tracer), flow.Values)
	tests := []struct{ function, want string }{
		{"byKey", "read orders id=1"},
		{"byOwner", "delete orders id=1 user_id=1"},
		{"change", "update orders id=1"},
		{"count", "probe orders id=1 always"},
		{"prepared", "read orders many id=1"},
		{"composed", "read orders many id=1 id=1 user_id=1"},
		{"formatted", "read ? many id=1 open"},
		{"joined", "read orders many id=1"},
		{"extended", "read orders many id=1 user_id=1"},
		{"oneOf", "read orders many id=1 user_id=1"},
		{"session", "probe ? =2 session; probe ? =1 session"},
		{"named", "delete orders id=1"},
		{"begin", ""},
	}
	for _, test := range tests {
		t.Run(test.function, func(t *testing.T) {
			f := g.Func("example.com/app." + test.function)
			var got []string
			for s := range f.Instrs {
				if a := reader.At(access.Frame{Fn: f}, s); a != nil {
					got = append(got, describe(a))
				}
			}
			if text := strings.Join(got, "; "); text != test.want {
				t.Errorf("got %q, want %q", text, test.want)
			}
		})
	}
}

func describe(a *access.Access) string {
	var b strings.Builder
	b.WriteString(string(a.Op))
	if a.Table != nil {
		b.WriteString(" " + a.Table.Name)
	} else {
		b.WriteString(" ?")
	}
	if a.Many {
		b.WriteString(" many")
	}
	for _, p := range a.Preds {
		fmt.Fprintf(&b, " %s=%d", p.Column, len(p.Values))
	}
	if a.Open {
		b.WriteString(" open")
	}
	if a.Session {
		b.WriteString(" session")
	} else if a.Always {
		b.WriteString(" always")
	}
	return b.String()
}
