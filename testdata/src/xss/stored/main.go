// Command stored writes pages with texts that other users stored.
package main

import (
	"database/sql"
	"fmt"
	"html"
	"html/template"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/microcosm-cc/bluemonday"
)

type post struct {
	Title string
	Body  string
}

var (
	db     *sql.DB
	policy = bluemonday.UGCPolicy()
	page   = template.Must(template.New("post").Parse(`<h1>{{.Title}}</h1>{{.Body}}`))
)

func load(r *http.Request) (*post, error) {
	var p post
	row := db.QueryRowContext(r.Context(), "SELECT title, body FROM posts WHERE id = $1", r.PathValue("id"))
	return &p, row.Scan(&p.Title, &p.Body)
}

func written(w http.ResponseWriter, r *http.Request) {
	p, err := load(r)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<h1>%s</h1>", p.Title)                    // want xss "QueryRowContext"
	fmt.Fprintf(w, "<div>%s</div>", policy.Sanitize(p.Body))  // ok: sanitized
	fmt.Fprintf(w, "<h1>%s</h1>", html.EscapeString(p.Title)) // ok: escaped
}

func trusted(w http.ResponseWriter, r *http.Request) {
	p, err := load(r)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	_ = page.Execute(w, map[string]any{
		"Title": p.Title,               // ok: the template escapes
		"Body":  template.HTML(p.Body), // want xss "QueryRowContext"
	})
}

func text(w http.ResponseWriter, r *http.Request) {
	p, err := load(r)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprintf(w, "%s\n%s", p.Title, p.Body) // ok: declared as plain text
}

func counted(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := db.QueryRowContext(r.Context(), "SELECT count(*) FROM posts").Scan(&n); err != nil {
		http.Error(w, "try again later", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, "<b>%d</b>", n) // ok: a number
}

func main() {
	var err error
	if db, err = sql.Open("pgx", os.Getenv("DATABASE_URL")); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /posts/{id}", written)
	http.HandleFunc("GET /pages/{id}", trusted)
	http.HandleFunc("GET /texts/{id}", text)
	http.HandleFunc("GET /count", counted)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
