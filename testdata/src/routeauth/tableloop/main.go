// Command tableloop registers its routes in loops over literal tables.
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

type route struct {
	method  string
	path    string
	handler http.HandlerFunc
	public  bool
}

type server struct{ db *sql.DB }

func (s *server) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&user)
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func (s *server) count(query string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var n int
		if err := s.db.QueryRowContext(r.Context(), query).Scan(&n); err != nil {
			http.Error(w, "cannot count", http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(n)
	}
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

func (s *server) routes() []route {
	return []route{
		{"GET", "/health", s.health, true},                                      // ok: health is public by design
		{"GET", "/orders", s.count(`SELECT count(*) FROM orders`), false},       // ok: not public, so guarded in the loop
		{"GET", "/customers", s.count(`SELECT count(*) FROM customers`), false}, // ok: not public, so guarded in the loop
		{"GET", "/invoices", s.count(`SELECT count(*) FROM invoices`), false},   // ok: not public, so guarded in the loop
	}
}

// openTable lists routes that a loop registers as they are.
var openTable = map[string]string{
	"/stats/orders": `SELECT count(*) FROM orders`,
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	r := mux.NewRouter()
	for _, rt := range s.routes() {
		h := rt.handler
		if !rt.public {
			h = s.auth(h)
		}
		r.HandleFunc(rt.path, h).Methods(rt.method)
	}
	for path, query := range openTable {
		r.HandleFunc(path, s.count(query)).Methods("GET") // want routeauth "GET /stats/orders"
	}
	log.Fatal(http.ListenAndServe(":8080", r))
}
