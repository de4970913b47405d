package sqlconcat_test

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/passes/sqlconcat"
)

func TestNoFixThatChangesTheQuery(t *testing.T) {
	t.Parallel()
	const quoted = `db.Query("SELECT a FROM t WHERE b = '" + r.FormValue("b") + "'")`
	tests := []struct{ name, driver, body string }{
		{"nobody knows the database", "", quoted},
		{"a database with marks of its own", "github.com/microsoft/go-mssqldb", quoted},
		{"a column", "github.com/lib/pq", `db.Query("SELECT a FROM t ORDER BY " + r.FormValue("by"))`},
		{"a column and a value", "github.com/lib/pq", `db.Query("SELECT a FROM t WHERE b = '" + r.FormValue("b") + "' ORDER BY " + r.FormValue("by"))`},
		{"parameters that are there", "github.com/lib/pq", `db.Query("SELECT a FROM t WHERE b = '" + r.FormValue("b") + "' AND c = $1", 1)`},
		{"a command", "github.com/lib/pq", `db.Exec("CREATE VIEW v AS SELECT a FROM t WHERE b = '" + r.FormValue("b") + "'")`},
		{"text that was put together before", "github.com/lib/pq", `b := "b = '" + r.FormValue("b") + "'"; db.Query("SELECT a FROM t WHERE " + b)`},
		{"another variable's text", "github.com/lib/pq", `q := "SELECT a FROM t WHERE b = '" + r.FormValue("b") + "'"; db.Query(q)`},
		{"a constant with a name", "github.com/lib/pq", `db.Query(find + r.FormValue("b") + "'")`},
		{"a width", "github.com/lib/pq", `fmt.Println(); db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%10s'", r.FormValue("b")))`},
		{"a type that prints itself", "github.com/lib/pq", `fmt.Println(); db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%s'", label(r.FormValue("b"))))`},
		{"an import without another use", "github.com/lib/pq", `db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = '%s'", r.FormValue("b")))`},
		{"a comment", "github.com/lib/pq", `db.Query("SELECT a FROM t WHERE b = '" + /* of the client */ r.FormValue("b") + "'")`},
		{"a function of ours", "github.com/lib/pq", `run(db, "SELECT a FROM t WHERE b = '" + r.FormValue("b") + "'")`},
		{"text in parentheses", "github.com/lib/pq", `db.Query(("SELECT a FROM t WHERE b = '" + r.FormValue("b") + "'"))`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			use := "var _ fmt.Stringer\n"
			if strings.Contains(test.body, "fmt.") {
				use = "" // it has its own
			}
			files := map[string]string{"main.go": `package main

import (
	"database/sql"
	"fmt"
	"net/http"
)

const find = "SELECT a FROM t WHERE b = '"

type label string

func (l label) String() string { return "~" + string(l) }

var db *sql.DB

func run(db *sql.DB, query string, args ...any) { db.Query(query, args...) }

func handle(w http.ResponseWriter, r *http.Request) { ` + test.body + ` }

func main() { http.HandleFunc("/", handle) }

` + use}
			packages := compiletest.Files(t, files)
			packages[0].Deps = append(packages[0].Deps, test.driver)
			found := 0
			sqlconcat.Rule.Check(link.New(packages, link.Options{}), func(f finding.Finding) {
				found++
				if len(f.Fixes) > 0 {
					t.Errorf("%s has a fix: %v", f.Place, f.Fixes)
				}
			})
			if found == 0 {
				t.Error("no finding")
			}
		})
	}
}
