// Command csrfonly keeps other sites out, not strangers: a check of origin or form token is no authentication.
package main

import (
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/csrf"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct{ db *sql.DB }

// sameOrigin refuses browsers that come from elsewhere.
func sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" && origin != "https://"+r.Host {
			http.Error(w, "cross-origin request", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// doubleSubmit compares a header with a cookie, both of which the client chooses.
func doubleSubmit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var sent string
		if cookie, err := r.Cookie("csrf"); err == nil {
			sent = cookie.Value
		}
		if subtle.ConstantTimeCompare([]byte(sent), []byte(r.Header.Get("X-CSRF-Token"))) != 1 {
			http.Error(w, "bad form token", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("sid")
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		var user int64
		if s.db.QueryRowContext(r.Context(), `SELECT user_id FROM sessions WHERE id = $1`, cookie.Value).Scan(&user) != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) vote(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), `UPDATE polls SET votes = votes + 1`); err != nil {
		http.Error(w, "cannot vote", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode("thanks")
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	protect := csrf.Protect([]byte(os.Getenv("CSRF_KEY")))
	origins := http.NewCrossOriginProtection()
	r := chi.NewRouter()
	r.With(sameOrigin).Post("/a", s.vote)                  // want routeauth "POST /a"
	r.With(doubleSubmit).Post("/b", s.vote)                // want routeauth "POST /b"
	r.With(protect).Post("/c", s.vote)                     // want routeauth "POST /c"
	r.With(origins.Handler).Post("/d", s.vote)             // want routeauth "POST /d"
	r.With(protect, s.authenticated).Post("/e", s.vote)    // ok: a session is demanded too
	r.With(sameOrigin, s.authenticated).Post("/f", s.vote) // ok: a session is demanded too
	log.Fatal(http.ListenAndServe(":8080", r))
}
