// Command foreignhandler hands requests on to handlers that libraries made, after a look at them.
package main

import (
	"database/sql"
	"expvar"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct{ db *sql.DB }

func (s *server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&user)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// variables wants to know what is asked for, and refuses nobody who says so.
func variables(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("name") == "" {
		http.Error(w, "no name", http.StatusBadRequest)
		return
	}
	expvar.Handler().ServeHTTP(w, r)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /a", variables)                               // want routeauth "GET /a: .* nothing on its way"
	mux.Handle("GET /b", s.authenticate(http.HandlerFunc(variables))) // ok: strangers are refused
	mux.Handle("GET /c", s.authenticate(expvar.Handler()))            // ok: strangers are refused
	log.Fatal(http.ListenAndServe(":8080", mux))
}
