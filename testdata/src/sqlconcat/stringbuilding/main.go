// Command stringbuilding builds queries for database/sql from request values in the many ways that Go has.
package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"text/template"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct{ db *sql.DB }

func (s *server) answer(w http.ResponseWriter, row *sql.Row) {
	var name string
	if err := row.Scan(&name); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(name)
}

func (s *server) plus(w http.ResponseWriter, r *http.Request) {
	s.answer(w, s.db.QueryRowContext(r.Context(), "SELECT name FROM users WHERE email = '"+r.FormValue("email")+"'")) // want sqlconcat
}

func (s *server) plusAssign(w http.ResponseWriter, r *http.Request) {
	query := "SELECT name FROM users WHERE active"
	if city := r.URL.Query().Get("city"); city != "" {
		query += " AND city = '" + city + "'"
	}
	s.answer(w, s.db.QueryRowContext(r.Context(), query)) // want sqlconcat
}

func (s *server) sprintf(w http.ResponseWriter, r *http.Request) {
	s.answer(w, s.db.QueryRow(fmt.Sprintf("SELECT name FROM %s LIMIT 1", r.PathValue("table")))) // want sqlconcat
}

func (s *server) builder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT name FROM users WHERE id IN (")
	b.WriteString(r.URL.Query().Get("ids"))
	b.WriteString(")")
	s.answer(w, s.db.QueryRowContext(r.Context(), b.String())) // want sqlconcat
}

func (s *server) fprintf(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "SELECT name FROM users WHERE name LIKE '%%%s%%'", r.FormValue("q"))
	s.answer(w, s.db.QueryRowContext(r.Context(), b.String())) // want sqlconcat
}

func (s *server) join(w http.ResponseWriter, r *http.Request) {
	query := "SELECT name FROM users WHERE id IN (" + strings.Join(r.URL.Query()["id"], ",") + ")"
	s.answer(w, s.db.QueryRowContext(r.Context(), query)) // want sqlconcat
}

func (s *server) replace(w http.ResponseWriter, r *http.Request) {
	query := strings.ReplaceAll("SELECT name FROM users WHERE city = ':city'", ":city", r.FormValue("city"))
	s.answer(w, s.db.QueryRowContext(r.Context(), query)) // want sqlconcat
}

var byColumn = template.Must(template.New("q").Parse(`SELECT name FROM users ORDER BY {{.}} LIMIT 1`))

func (s *server) templated(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	if err := byColumn.Execute(&b, r.FormValue("column")); err != nil {
		http.Error(w, "bad column", http.StatusBadRequest)
		return
	}
	s.answer(w, s.db.QueryRowContext(r.Context(), b.String())) // want sqlconcat
}

// escaped doubles the quotes; that is still text built from the request.
func (s *server) escaped(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "'", "''")
	_, err := s.db.ExecContext(r.Context(), "UPDATE users SET name = '"+name+"'") // want sqlconcat
	if err != nil {
		http.Error(w, "cannot update", http.StatusInternalServerError)
	}
}

func (s *server) prepared(w http.ResponseWriter, r *http.Request) {
	stmt, err := s.db.PrepareContext(r.Context(), "SELECT name FROM users WHERE "+r.FormValue("where")) // want sqlconcat
	if err != nil {
		http.Error(w, "cannot prepare", http.StatusInternalServerError)
		return
	}
	defer stmt.Close()
	s.answer(w, stmt.QueryRowContext(r.Context()))
}

const (
	columns = "id, name, email"
	table   = "users"
)

func (s *server) constants(w http.ResponseWriter, r *http.Request) {
	query := "SELECT " + columns + " FROM " + table
	query += " WHERE email = $1"
	s.answer(w, s.db.QueryRowContext(r.Context(), query, r.FormValue("email"))) // ok: constants and a placeholder
}

func (s *server) constantFormat(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("SELECT %s FROM %s WHERE id = $1", columns, table)
	s.answer(w, s.db.QueryRowContext(r.Context(), query, r.PathValue("id"))) // ok: constants through Sprintf
}

func (s *server) constantJoin(w http.ResponseWriter, r *http.Request) {
	query := "SELECT " + strings.Join([]string{"id", "name"}, ", ") + " FROM users"
	s.answer(w, s.db.QueryRowContext(r.Context(), query)) // ok: constants through Join
}

func (s *server) constantBranches(w http.ResponseWriter, r *http.Request) {
	query := "SELECT name FROM users"
	if r.FormValue("active") == "1" {
		query += " WHERE active"
	}
	if r.URL.Query().Has("desc") {
		query += " ORDER BY name DESC"
	}
	s.answer(w, s.db.QueryRowContext(r.Context(), query)) // ok: the request only selects constants
}

func (s *server) bound(w http.ResponseWriter, r *http.Request) {
	pattern := "%" + r.FormValue("q") + "%"
	s.answer(w, s.db.QueryRowContext(r.Context(), "SELECT name FROM users WHERE name LIKE $1", pattern)) // ok: the built text is a parameter
}

func (s *server) constantTemplate(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	if err := byColumn.Execute(&b, "name"); err != nil {
		http.Error(w, "bad column", http.StatusBadRequest)
		return
	}
	s.answer(w, s.db.QueryRowContext(r.Context(), b.String())) // ok: a constant through a template
}

func (s *server) constantBuilder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT name FROM users WHERE true")
	var args []any
	for _, column := range []string{"city", "country"} {
		if v := r.FormValue(column); v != "" {
			args = append(args, v)
			fmt.Fprintf(&b, " AND %s = $%d", column, len(args))
		}
	}
	s.answer(w, s.db.QueryRowContext(r.Context(), b.String(), args...)) // ok: constant columns, numbered placeholders
}

func (s *server) placeholders(w http.ResponseWriter, r *http.Request) {
	ids := r.URL.Query()["id"]
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	query := "SELECT name FROM users WHERE id IN (?" + strings.Repeat(",?", max(len(ids)-1, 0)) + ")"
	s.answer(w, s.db.QueryRowContext(r.Context(), query, args...)) // ok: only placeholders are repeated
}

func (s *server) trimmed(w http.ResponseWriter, r *http.Request) {
	marks := strings.TrimSuffix(strings.Repeat("?,", len(r.URL.Query()["id"])), ",")
	query := fmt.Sprintf("SELECT name FROM users WHERE id IN (%s)", marks)
	s.answer(w, s.db.QueryRowContext(r.Context(), query)) // ok: only placeholders are repeated
}

func (s *server) logged(w http.ResponseWriter, r *http.Request) {
	log.Print("SELECT name FROM users WHERE email = " + r.FormValue("email")) // ok: text that looks like a query, but is only logged
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	for pattern, handler := range map[string]http.HandlerFunc{
		"GET /plus": s.plus, "GET /plusassign": s.plusAssign, "GET /sprintf/{table}": s.sprintf, "GET /builder": s.builder,
		"GET /fprintf": s.fprintf, "GET /join": s.join, "GET /replace": s.replace, "GET /template": s.templated,
		"POST /escaped": s.escaped, "GET /prepared": s.prepared, "GET /constants": s.constants,
		"GET /format/{id}": s.constantFormat, "GET /constantjoin": s.constantJoin, "GET /branches": s.constantBranches,
		"GET /bound": s.bound, "GET /constanttemplate": s.constantTemplate, "GET /constantbuilder": s.constantBuilder,
		"GET /placeholders": s.placeholders, "GET /trimmed": s.trimmed, "GET /logged": s.logged,
	} {
		http.HandleFunc(pattern, handler)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
