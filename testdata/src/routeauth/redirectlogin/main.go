// Command redirectlogin sends strangers to the login page. A redirect for another reason protects nothing.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/sessions"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type site struct {
	db    *sql.DB
	store *sessions.CookieStore
}

// loggedIn redirects when the session names no user.
func (s *site) loggedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, err := s.store.Get(r, "site")
		if err != nil {
			http.Error(w, "bad session", http.StatusBadRequest)
			return
		}
		if _, ok := session.Values["user"].(int64); !ok {
			http.Redirect(w, r, "/login?next="+r.URL.Path, http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// setsLocation redirects by hand.
func (s *site) setsLocation(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, _ := s.store.Get(r, "site")
		if session.Values["user"] == nil {
			w.Header().Set("Location", "/login")
			w.WriteHeader(http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// https redirects those who came without TLS.
func https(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Forwarded-Proto") == "http" {
			http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// noSlash redirects paths with a final slash.
func noSlash(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path, ok := strings.CutSuffix(r.URL.Path, "/"); ok {
			http.Redirect(w, r, path, http.StatusMovedPermanently)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *site) letters(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM letters`).Scan(&n); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &site{db, sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))}
	r := chi.NewRouter()
	r.Use(https)
	r.With(s.loggedIn).Get("/a", s.letters)          // ok: strangers go to the login page
	r.With(s.setsLocation).Get("/b", s.letters)      // ok: strangers go to the login page
	r.Get("/c", s.letters)                           // want routeauth "GET /c"
	r.With(noSlash).Get("/d", s.letters)             // want routeauth "GET /d"
	r.With(noSlash, s.loggedIn).Get("/e", s.letters) // ok: strangers go to the login page
	log.Fatal(http.ListenAndServe(":8080", r))
}
