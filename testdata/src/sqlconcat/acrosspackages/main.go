// Command acrosspackages builds queries in another package than it reads requests in.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"

	"fixtures/sqlconcat/acrosspackages/store"
)

type server struct{ store *store.Store }

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		log.Print(err)
		http.Error(w, "query failed", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(v)
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	names, err := s.store.List(r.Context(), store.Filter{Name: q.Get("name"), OrderBy: q.Get("order")})
	reply(w, names, err)
}

func (s *server) exists(w http.ResponseWriter, r *http.Request) {
	found, err := s.store.Exists(r.Context(), r.PathValue("name")) // ok: the name is a parameter of the query
	reply(w, found, err)
}

func (s *server) columns(w http.ResponseWriter, r *http.Request) {
	f := store.Filter{Name: r.URL.Query().Get("name"), Columns: []string{"name", "city"}}
	text, err := s.store.Columns(r.Context(), f) // ok: the columns are constants, the name is not used
	reply(w, text, err)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{store.New(db)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /customers", s.list)
	mux.HandleFunc("GET /customers/{name}", s.exists)
	mux.HandleFunc("GET /columns", s.columns)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
