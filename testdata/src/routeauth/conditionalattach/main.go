// Command conditionalattach attaches its guard under conditions. A flag that the operator sets is his decision; a guard
// that no setting attaches, or that one of two branches forgets, is not.
package main

import (
	"database/sql"
	"encoding/json"
	"flag"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	_ "github.com/jackc/pgx/v5/stdlib"
)

// finished is to become true with the new front end.
const finished = false

type config struct {
	auth   bool
	scheme string
}

type server struct {
	db  *sql.DB
	cfg config
}

func (s *server) byToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		err := s.db.QueryRowContext(r.Context(), `SELECT 1 FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&n)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) byPassword(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		var n int
		if !ok || s.db.QueryRowContext(r.Context(), `SELECT 1 FROM users WHERE name = $1 AND digest = crypt($2, digest)`, name, password).Scan(&n) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) wells(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM wells`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

// routes has one group for each way to decide.
func (s *server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.Logger)
	r.Route("/a", func(r chi.Router) {
		if s.cfg.auth {
			r.Use(s.byToken)
		}
		r.Get("/wells", s.wells) // ok: the operator may switch authentication off
	})
	r.Route("/b", func(r chi.Router) {
		if finished {
			r.Use(s.byToken)
		}
		r.Get("/wells", s.wells) // want routeauth "GET /b/wells"
	})
	r.Route("/c", func(r chi.Router) {
		if s.cfg.scheme == "basic" {
			r.Use(s.byPassword)
		} else {
			r.Use(s.byToken)
		}
		r.Get("/wells", s.wells) // ok: each branch attaches a guard
	})
	r.Route("/d", func(r chi.Router) {
		switch s.cfg.scheme {
		case "basic":
			r.Use(s.byPassword)
		case "token":
			r.Use(s.byToken)
		default:
			log.Fatalf("scheme %q", s.cfg.scheme)
		}
		r.Get("/wells", s.wells) // ok: the program ends for other schemes
	})
	r.Route("/e", func(r chi.Router) {
		guard := s.byToken
		if s.cfg.scheme == "basic" {
			guard = s.byPassword
		}
		r.With(guard).Get("/wells", s.wells) // ok: the variable holds one of two guards
	})
	r.Get("/f/wells", s.wells) // want routeauth "GET /f/wells"
	return r
}

func main() {
	var cfg config
	flag.BoolVar(&cfg.auth, "auth", true, "demand a token")
	flag.StringVar(&cfg.scheme, "scheme", "token", "basic or token")
	flag.Parse()
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, cfg}
	log.Fatal(http.ListenAndServe(":8080", s.routes()))
}
