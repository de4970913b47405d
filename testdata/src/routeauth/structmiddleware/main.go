// Command structmiddleware has middleware that is a struct: its fields say whom it lets through.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/mux"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type verifier interface {
	Verify(r *http.Request) (user string, err error)
}

type tokens struct{ db *sql.DB }

func (t tokens) Verify(r *http.Request) (user string, err error) {
	err = t.db.QueryRowContext(r.Context(), `SELECT name FROM users WHERE token = $1`, r.Header.Get("X-Token")).Scan(&user)
	return user, err
}

// everybody verifies nothing; it serves demonstrations.
type everybody struct{}

func (everybody) Verify(*http.Request) (user string, err error) { return "guest", nil }

type guard struct {
	Verifier verifier
	Disabled bool
	Realm    string
	Failed   http.Handler
}

func newGuard(v verifier, opts ...func(*guard)) *guard {
	g := &guard{Verifier: v, Realm: "harbour", Failed: http.HandlerFunc(unauthorized)}
	for _, opt := range opts {
		opt(g)
	}
	return g
}

func disabled(g *guard) { g.Disabled = true }

func realm(name string) func(*guard) { return func(g *guard) { g.Realm = name } }

func unauthorized(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }

// Middleware is attached with Use.
func (g *guard) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.Disabled {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := g.Verifier.Verify(r); err != nil {
			w.Header().Set("WWW-Authenticate", "Bearer realm="+g.Realm)
			g.Failed.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// guarded is a handler that holds what comes next.
type guarded struct {
	*guard
	next http.Handler
}

func (h guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.Middleware(h.next).ServeHTTP(w, r)
}

type server struct{ db *sql.DB }

func (s *server) ships(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM ships`).Scan(&n); err != nil {
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
	s := &server{db}
	t := tokens{db}
	ships := http.HandlerFunc(s.ships)
	r := mux.NewRouter()

	a := r.PathPrefix("/a").Subrouter()
	a.Use(newGuard(t).Middleware)
	a.Handle("/ships", ships) // ok: the guard asks the table of tokens

	b := r.PathPrefix("/b").Subrouter()
	b.Use(newGuard(everybody{}).Middleware)
	b.Handle("/ships", ships) // want routeauth "/b/ships"

	c := r.PathPrefix("/c").Subrouter()
	c.Use(newGuard(t, realm("c"), disabled).Middleware)
	c.Handle("/ships", ships) // want routeauth "/c/ships"

	d := r.PathPrefix("/d").Subrouter()
	d.Use((&guard{Verifier: t, Failed: http.NotFoundHandler()}).Middleware)
	d.Handle("/ships", ships) // ok: strangers find nothing

	r.Handle("/e/ships", guarded{newGuard(t, realm("e")), ships})      // ok: the handler holds the guard and what comes next
	r.Handle("/f/ships", guarded{newGuard(everybody{}), ships})        // want routeauth "/f/ships"
	r.Handle("/g/ships", newGuard(t).Middleware(ships)).Methods("GET") // ok: wrapped by hand
	log.Fatal(http.ListenAndServe(":8080", r))
}
