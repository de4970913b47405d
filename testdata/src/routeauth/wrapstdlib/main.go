// Command wrapstdlib decorates handlers and whole muxes of net/http.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct{ db *sql.DB }

func (s *server) known(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	if !ok {
		return false
	}
	var n int
	err := s.db.QueryRowContext(r.Context(), `SELECT 1 FROM users WHERE name = $1 AND digest = crypt($2, digest)`, user, password).Scan(&n)
	return err == nil
}

// private refuses unknown users before it calls h.
func (s *server) private(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.known(r) {
			w.Header().Set("WWW-Authenticate", "Basic")
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h(w, r)
	}
}

func timed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		h.ServeHTTP(w, r)
		log.Printf("%s took %s", r.URL.Path, time.Since(start))
	})
}

func (s *server) count(table string) http.HandlerFunc {
	var query string
	switch table {
	case "orders":
		query = `SELECT count(*) FROM orders`
	default:
		query = `SELECT count(*) FROM customers`
	}
	return func(w http.ResponseWriter, r *http.Request) {
		var n int
		if err := s.db.QueryRowContext(r.Context(), query).Scan(&n); err != nil {
			http.Error(w, "cannot count", http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(n)
	}
}

// public serves single guarded routes and forgets one.
func (s *server) public() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/count", s.private(s.count("orders")))                         // ok: decorated
	mux.Handle("GET /customers/count", timed(s.private(s.count("customers"))))                // ok: decorated twice
	mux.Handle("GET /stats/orders", timed(s.count("orders")))                                 // want routeauth "GET /stats/orders"
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static")))) // ok: static assets
	mux.Handle("/v1/", http.StripPrefix("/v1", s.private(s.v1().ServeHTTP)))
	return mux
}

// v1 is guarded where it is mounted.
func (s *server) v1() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", s.count("orders"))       // ok: the mount is guarded
	mux.HandleFunc("GET /customers", s.count("customers")) // ok: the mount is guarded
	return mux
}

// internal is wrapped as a whole; only its health check is let through.
func (s *server) internal() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", s.count("orders"))                                                              // ok: the whole mux is wrapped
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }) // ok: health
	mux.HandleFunc("GET /healthz-orders", s.count("orders"))                                                      // want routeauth "GET /healthz-orders"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/healthz") || s.known(r) {
			mux.ServeHTTP(w, r)
			return
		}
		http.Error(w, "forbidden", http.StatusForbidden)
	})
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}

	http.HandleFunc("GET /debug/orders", s.count("orders")) // want routeauth "GET /debug/orders"
	go func() { log.Fatal(http.ListenAndServe(":9091", nil)) }()
	go func() { log.Fatal(http.ListenAndServe(":9090", s.internal())) }()

	srv := &http.Server{Addr: ":8080", Handler: timed(s.public()), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(srv.ListenAndServe())
}
