// Command headofhandler authenticates at the head of its handlers.
package main

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

var errAnonymous = errors.New("anonymous")

type server struct{ db *sqlx.DB }

type employee struct {
	ID   int64  `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

func (s *server) currentUser(r *http.Request) (int64, error) {
	cookie, err := r.Cookie("sid")
	if err != nil {
		return 0, errAnonymous
	}
	var id int64
	if err := s.db.GetContext(r.Context(), &id, `SELECT user_id FROM sessions WHERE id = $1`, cookie.Value); err != nil {
		return 0, errAnonymous
	}
	return id, nil
}

// mustBeKnown answers anonymous requests and reports whether the handler may go on.
func (s *server) mustBeKnown(w http.ResponseWriter, r *http.Request) bool {
	if _, err := s.currentUser(r); err != nil {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return false
	}
	return true
}

func (s *server) write(w http.ResponseWriter, r *http.Request) {
	var list []employee
	if err := s.db.SelectContext(r.Context(), &list, `SELECT id, name FROM employees`); err != nil {
		http.Error(w, "cannot read", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(list)
}

func (s *server) direct(w http.ResponseWriter, r *http.Request) {
	if _, err := s.currentUser(r); err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	s.write(w, r)
}

func (s *server) helper(w http.ResponseWriter, r *http.Request) {
	if !s.mustBeKnown(w, r) {
		return
	}
	s.write(w, r)
}

func (s *server) ignored(w http.ResponseWriter, r *http.Request) {
	user, _ := s.currentUser(r)
	log.Printf("user %d lists employees", user)
	s.write(w, r)
}

func (s *server) helperIgnored(w http.ResponseWriter, r *http.Request) {
	s.mustBeKnown(w, r)
	s.write(w, r)
}

// late authenticates only after it has changed something.
func (s *server) late(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), `UPDATE counters SET n = n + 1`); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	if !s.mustBeKnown(w, r) {
		return
	}
	s.write(w, r)
}

// byMethod guards both of its methods.
func (s *server) byMethod(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		s.direct(w, r)
	case http.MethodPost:
		s.helper(w, r)
	default:
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

// otherwise does its work in the branch of known users.
func (s *server) otherwise(w http.ResponseWriter, r *http.Request) {
	if user, err := s.currentUser(r); err == nil && user > 0 {
		s.write(w, r)
	} else {
		http.Redirect(w, r, "/login", http.StatusFound)
	}
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /direct", s.direct)               // ok: the handler refuses
	mux.HandleFunc("GET /helper", s.helper)               // ok: the helper refuses and the handler obeys
	mux.HandleFunc("GET /ignored", s.ignored)             // want routeauth "GET /ignored"
	mux.HandleFunc("GET /helperignored", s.helperIgnored) // want routeauth "GET /helperignored"
	mux.HandleFunc("POST /late", s.late)                  // want routeauth "POST /late"
	mux.HandleFunc("/bymethod", s.byMethod)               // ok: both methods refuse
	mux.HandleFunc("GET /otherwise", s.otherwise)         // ok: only known users get to the data
	log.Fatal(http.ListenAndServe(":8080", mux))
}
