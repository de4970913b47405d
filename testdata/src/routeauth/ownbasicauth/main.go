// Command ownbasicauth reads user name and password of the request itself.
package main

import (
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"golang.org/x/crypto/bcrypt"
)

type server struct {
	db             *sql.DB
	name, password string
}

func challenge(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Basic realm="quarry"`)
	http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
}

// configured compares with one user of the configuration.
func (s *server) configured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		if !ok ||
			subtle.ConstantTimeCompare([]byte(name), []byte(s.name)) != 1 ||
			subtle.ConstantTimeCompare([]byte(password), []byte(s.password)) != 1 {
			challenge(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// stored asks the table of users.
func (s *server) stored(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, _ := r.BasicAuth()
		var hash []byte
		if err := s.db.QueryRowContext(r.Context(), `SELECT hash FROM users WHERE name = $1`, name).Scan(&hash); err != nil {
			challenge(w)
			return
		}
		if bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil {
			challenge(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// decoded takes the header apart by hand.
func (s *server) decoded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		encoded, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Basic ")
		raw, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			challenge(w)
			return
		}
		name, password, found := strings.Cut(string(raw), ":")
		if !found || name != s.name || password != s.password {
			challenge(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// named uses the name for the log, whoever sent it.
func (s *server) named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, _, ok := r.BasicAuth(); ok {
			log.Printf("user %q", name)
		}
		next.ServeHTTP(w, r)
	})
}

// challenged sends the challenge and goes on.
func (s *server) challenged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.Header().Set("WWW-Authenticate", `Basic realm="quarry"`)
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) stones(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM stones`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, os.Getenv("USER_NAME"), os.Getenv("USER_PASSWORD")}
	r := chi.NewRouter()
	r.With(s.configured).Get("/a", s.stones) // ok: one user of the configuration
	r.With(s.stored).Get("/b", s.stones)     // ok: users of the database
	r.With(s.decoded).Get("/c", s.stones)    // ok: the header is read by hand
	r.With(s.named).Get("/d", s.stones)      // want routeauth "GET /d"
	r.With(s.challenged).Get("/e", s.stones) // want routeauth "GET /e"
	log.Fatal(http.ListenAndServe(":8080", r))
}
