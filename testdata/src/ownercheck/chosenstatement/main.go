// Command chosenstatement chooses between statements: the gravest of them counts.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

type userKey struct{}

func user(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id int64
		row := s.db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&id); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

func (s *server) run(w http.ResponseWriter, statement string, args ...any) {
	if _, err := s.db.Exec(statement, args...); err != nil {
		http.Error(w, "not done", http.StatusInternalServerError)
	}
}

// mark adds a mark of the caller's or takes it away.
func (s *server) mark(w http.ResponseWriter, r *http.Request) {
	statement := "INSERT INTO marks (user_id, song_id) VALUES ($1, $2)"
	if r.Method == http.MethodDelete {
		statement = "DELETE FROM marks WHERE user_id = $1 AND song_id = $2"
	}
	s.run(w, statement, user(r), r.PathValue("song")) // ok: the caller's
}

// star takes away the stars of everybody.
func (s *server) star(w http.ResponseWriter, r *http.Request) {
	statement := "INSERT INTO stars (user_id, song_id) VALUES ($1, $2)"
	if r.Method == http.MethodDelete {
		statement = "DELETE FROM stars WHERE $1 > 0 AND song_id = $2"
	}
	s.run(w, statement, user(r), r.PathValue("song")) // want ownercheck "DELETE /stars/{song}: star is deleted"
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /marks/{song}", s.mark)
	mux.HandleFunc("DELETE /marks/{song}", s.mark)
	mux.HandleFunc("PUT /stars/{song}", s.star)
	mux.HandleFunc("DELETE /stars/{song}", s.star)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
