// Command wrotehelper has helpers that write the refusal themselves and return whether to go on.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct{ db *sql.DB }

// allow answers strangers and returns false.
func (s *server) allow(w http.ResponseWriter, r *http.Request) bool {
	var n int
	err := s.db.QueryRowContext(r.Context(), `SELECT 1 FROM keys WHERE key = $1`, r.Header.Get("X-API-Key")).Scan(&n)
	if err != nil {
		http.Error(w, "unknown key", http.StatusUnauthorized)
		return false
	}
	return true
}

// refused is the opposite of allow.
func (s *server) refused(w http.ResponseWriter, r *http.Request) bool { return !s.allow(w, r) }

// require returns the user, or 0 after it has answered.
func (s *server) require(w http.ResponseWriter, r *http.Request) (user int64) {
	err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM keys WHERE key = $1`, r.Header.Get("X-API-Key")).Scan(&user)
	if err != nil {
		w.WriteHeader(http.StatusForbidden)
		return 0
	}
	return user
}

func (s *server) allowed(w http.ResponseWriter, r *http.Request) {
	if !s.allow(w, r) {
		return
	}
	s.boats(w, r)
}

func (s *server) notRefused(w http.ResponseWriter, r *http.Request) {
	if s.refused(w, r) {
		return
	}
	s.boats(w, r)
}

func (s *server) required(w http.ResponseWriter, r *http.Request) {
	user := s.require(w, r)
	if user == 0 {
		return
	}
	s.boats(w, r)
}

// deaf does not look at what allow returns.
func (s *server) deaf(w http.ResponseWriter, r *http.Request) {
	s.allow(w, r)
	s.boats(w, r)
}

// inverted goes on when it should not.
func (s *server) inverted(w http.ResponseWriter, r *http.Request) {
	if s.allow(w, r) {
		return
	}
	s.boats(w, r)
}

// reads asks only those who write.
func (s *server) reads(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && !s.allow(w, r) {
		return
	}
	s.boats(w, r)
}

func (s *server) boats(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM boats`).Scan(&n); err != nil {
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
	mux := http.NewServeMux()
	mux.HandleFunc("GET /a", s.allowed)    // ok: false means that allow has answered
	mux.HandleFunc("GET /b", s.notRefused) // ok: true means that refused has answered
	mux.HandleFunc("GET /c", s.required)   // ok: no user means that require has answered
	mux.HandleFunc("GET /d", s.deaf)       // want routeauth "GET /d"
	mux.HandleFunc("GET /e", s.inverted)   // want routeauth "GET /e"
	mux.HandleFunc("GET /f", s.reads)      // want routeauth "GET /f"
	mux.HandleFunc("POST /f", s.reads)     // ok: asks for other methods than GET
	log.Fatal(http.ListenAndServe(":8080", mux))
}
