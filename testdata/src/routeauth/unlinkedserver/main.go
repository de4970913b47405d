// Command unlinkedserver has, beside the server that it runs, one that only tests run.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct{ db *sql.DB }

func (s *server) lamps(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM lamps`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func guarded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /lamps", guarded(s.lamps)) // ok: it is guarded
	mux.HandleFunc("GET /dark", s.lamps)           // want routeauth "GET /dark"
	log.Fatal(http.ListenAndServe(":8080", mux))
}
