// Command stdlib answers failed requests with net/http.
package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"

	_ "github.com/jackc/pgx/v5/stdlib"
)

var errSoldOut = errors.New("sold out")

type server struct{ db *sql.DB }

func (s *server) httpError(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), `DELETE FROM carts`); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want errleak
	}
}

func (s *server) wrapped(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), `DELETE FROM carts`); err != nil {
		http.Error(w, fmt.Sprintf("cannot empty carts: %v", err), http.StatusInternalServerError) // want errleak
	}
}

func (s *server) written(w http.ResponseWriter, r *http.Request) {
	if err := s.db.PingContext(r.Context()); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte(err.Error())) // want errleak
	}
}

func (s *server) printed(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("/var/lib/shop/terms.txt")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "error: %s\n", err) // want errleak
		return
	}
	defer f.Close()
	_, _ = io.Copy(w, f)
}

func (s *server) encoded(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM carts`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "error": err.Error()}) // want errleak
		return
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "count": n})
}

func (s *server) upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://stock.internal:9000/v1/stock")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway) // want errleak
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}

func recoverLoudly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				http.Error(w, fmt.Sprintf("panic: %v\n%s", v, debug.Stack()), http.StatusInternalServerError) // want errleak
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func recoverQuietly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				log.Printf("panic: %v\n%s", v, debug.Stack())
				http.Error(w, "internal error", http.StatusInternalServerError) // ok: the panic is only logged
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *server) loggedOnly(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), `DELETE FROM carts`); err != nil {
		log.Printf("delete carts: %v", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError) // ok: a constant text
	}
}

func (s *server) decode(w http.ResponseWriter, r *http.Request) {
	var in struct{ Quantity int }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed body: "+err.Error(), http.StatusBadRequest) // ok: a decode error answered with 400
		return
	}
	if in.Quantity < 1 {
		http.Error(w, fmt.Sprintf("quantity %d is too small", in.Quantity), http.StatusUnprocessableEntity) // ok: the application's own text
	}
}

func (s *server) number(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.PathValue("id")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // ok: says only what the client sent
	}
}

func reserve(quantity int) error {
	if quantity > 10 {
		return errSoldOut
	}
	return nil
}

func (s *server) sentinel(w http.ResponseWriter, r *http.Request) {
	if err := reserve(len(r.URL.Path)); err != nil {
		http.Error(w, err.Error(), http.StatusConflict) // ok: only a constant message of the application arrives here
	}
}

func (s *server) compared(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.ExecContext(r.Context(), `DELETE FROM carts`)
	if errors.Is(err, sql.ErrNoRows) {
		http.Error(w, "no cart", http.StatusNotFound) // ok: the error only selects a constant
		return
	}
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError) // ok: the error only selects a constant
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err) // ok: a log is no client
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /httperror", s.httpError)
	mux.HandleFunc("POST /wrapped", s.wrapped)
	mux.HandleFunc("GET /written", s.written)
	mux.HandleFunc("GET /printed", s.printed)
	mux.HandleFunc("GET /encoded", s.encoded)
	mux.HandleFunc("GET /upstream", s.upstream)
	mux.HandleFunc("POST /loggedonly", s.loggedOnly)
	mux.HandleFunc("POST /decode", s.decode)
	mux.HandleFunc("GET /number/{id}", s.number)
	mux.HandleFunc("POST /sentinel", s.sentinel)
	mux.HandleFunc("POST /compared", s.compared)
	go func() { log.Fatal(http.ListenAndServe(":8081", recoverQuietly(mux))) }()
	log.Fatal(http.ListenAndServe(":8080", recoverLoudly(mux)))
}
