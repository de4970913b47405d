// Command containers has its parts made and joined by dependency injection containers.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"go.uber.org/dig"
	"go.uber.org/fx"
)

type Invoice struct {
	ID    int
	Total int
}

type Invoices struct{ db *sql.DB }

func newDB() (*sql.DB, error) { return sql.Open("postgres", os.Getenv("DSN")) }

func newInvoices(db *sql.DB) *Invoices { return &Invoices{db} }

func (s *Invoices) list(w http.ResponseWriter, r *http.Request) {
	rows, err := s.db.QueryContext(r.Context(), "SELECT id, total FROM invoices")
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
	var all []Invoice
	for rows.Next() {
		var inv Invoice
		if err := rows.Scan(&inv.ID, &inv.Total); err != nil {
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
		all = append(all, inv)
	}
	json.NewEncoder(w).Encode(all)
}

// guard is what a constructor returns for the constructors of others.
type guard func(http.Handler) http.Handler

func newGuard(db *sql.DB) guard {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var user int
			token := r.Header.Get("Authorization")
			if err := db.QueryRowContext(r.Context(), "SELECT user_id FROM sessions WHERE token = $1", token).Scan(&user); err != nil {
				http.Error(w, "unauthorized", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// logging is a middleware as well, and keeps nobody out.
type logging func(http.Handler) http.Handler

func newLogging() logging {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			log.Println(r.URL.Path)
			next.ServeHTTP(w, r)
		})
	}
}

func newMux(invoices *Invoices, protect guard, logged logging) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /fx/open", logged(http.HandlerFunc(invoices.list))) // want routeauth "GET /fx/open: Invoices.list reads stored data and nothing"
	mux.Handle("GET /fx/kept", protect(http.HandlerFunc(invoices.list)))
	return mux
}

func serve(mux *http.ServeMux) { http.ListenAndServe(":8080", mux) }

// admin is what is invoked by the other container.
func admin(invoices *Invoices, protect guard, logged logging) error {
	mux := http.NewServeMux()
	mux.Handle("GET /dig/open", logged(http.HandlerFunc(invoices.list))) // want routeauth "GET /dig/open: Invoices.list reads stored data and nothing"
	mux.Handle("GET /dig/kept", protect(http.HandlerFunc(invoices.list)))
	return http.ListenAndServe(":8081", mux)
}

func main() {
	c := dig.New()
	for _, constructor := range []any{newDB, newInvoices, newGuard, newLogging} {
		if err := c.Provide(constructor); err != nil {
			panic(err)
		}
	}
	go c.Invoke(admin)
	fx.New(fx.Provide(newDB, newInvoices, newGuard, newLogging, newMux), fx.Invoke(serve)).Run()
}
