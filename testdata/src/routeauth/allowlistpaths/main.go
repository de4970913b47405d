// Command allowlistpaths has guards around everything that let some paths through.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
)

var open = map[string]bool{
	"/login":        true,
	"/healthz":      true,
	"/tables/count": true,
}

var openMethods = map[string][]string{"/chairs/count": {http.MethodGet}}

type server struct{ db *sql.DB }

func (s *server) known(r *http.Request) bool {
	var n int
	err := s.db.QueryRowContext(r.Context(), `SELECT 1 FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&n)
	return err == nil
}

// byMap looks the path up.
func (s *server) byMap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if open[r.URL.Path] || slices.Contains(openMethods[r.URL.Path], r.Method) || s.known(r) {
			next.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	})
}

// bySwitch compares prefixes.
func (s *server) bySwitch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := path.Clean(r.URL.Path); {
		case p == "/login", strings.HasPrefix(p, "/open/"):
			next.ServeHTTP(w, r)
		case s.known(r):
			next.ServeHTTP(w, r)
		default:
			w.WriteHeader(http.StatusForbidden)
		}
	})
}

// onlyLogin lets nothing but the login through.
func (s *server) onlyLogin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/login" && r.Method == http.MethodPost {
			next.ServeHTTP(w, r)
			return
		}
		if !s.known(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// only guards what is below /admin/.
func (s *server) only(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/admin/") && !s.known(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) count(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM furniture`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	var token string
	err := s.db.QueryRowContext(r.Context(), `SELECT token FROM users WHERE code = $1`, r.FormValue("code")).Scan(&token)
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	_ = json.NewEncoder(w).Encode(token)
}

func (s *server) first() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", s.login)        // ok: login is public by design
	mux.HandleFunc("GET /tables/count", s.count)  // want routeauth "GET /tables/count"
	mux.HandleFunc("GET /chairs/count", s.count)  // want routeauth "GET /chairs/count"
	mux.HandleFunc("POST /chairs/count", s.count) // ok: only GET is in the list
	mux.HandleFunc("GET /lamps/count", s.count)   // ok: not in the list
	return s.byMap(mux)
}

func (s *server) second() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", s.login)             // ok: login is public by design
	mux.HandleFunc("GET /open/beds/count", s.count)    // want routeauth "GET /open/beds/count"
	mux.HandleFunc("GET /openings/count", s.count)     // ok: the prefix ends with a slash
	mux.HandleFunc("GET /private/beds/count", s.count) // ok: not below the prefix
	return s.bySwitch(mux)
}

func (s *server) third() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", s.login)       // ok: login is public by design
	mux.HandleFunc("GET /sofas/count", s.count)  // ok: only the login is let through
	mux.HandleFunc("GET /shelves/{id}", s.count) // ok: only the login is let through
	mux.HandleFunc("GET /login/sofas", s.count)  // ok: the path is compared as a whole
	return s.onlyLogin(mux)
}

func (s *server) fourth() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /admin/desks", s.count) // ok: below the guarded prefix
	mux.HandleFunc("GET /desks", s.count)       // want routeauth "GET /desks"
	return s.only(mux)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	go func() { log.Fatal(http.ListenAndServe(":8081", s.first())) }()
	go func() { log.Fatal(http.ListenAndServe(":8082", s.second())) }()
	go func() { log.Fatal(http.ListenAndServe(":8083", s.third())) }()
	log.Fatal(http.ListenAndServe(":8084", s.fourth()))
}
