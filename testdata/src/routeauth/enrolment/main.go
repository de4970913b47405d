// Command enrolment lets machines in that show a token in the data of their first request.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type config struct{ RegistrationToken string }

type server struct {
	db     *sql.DB
	config config
}

type registration struct {
	Token    string
	Name     string
	Password string
	Confirm  string
}

func read(r *http.Request) (reg registration, err error) {
	err = json.NewDecoder(r.Body).Decode(&reg)
	return reg, err
}

func (s *server) add(w http.ResponseWriter, r *http.Request, name string) {
	if _, err := s.db.ExecContext(r.Context(), `INSERT INTO machines (name) VALUES ($1)`, name); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (s *server) enrol(w http.ResponseWriter, r *http.Request) {
	reg, err := read(r)
	if err != nil || reg.Token != s.config.RegistrationToken {
		http.Error(w, "wrong token", http.StatusBadRequest)
		return
	}
	s.add(w, r, reg.Name)
}

// count looks at the token and lets everybody in.
func (s *server) count(w http.ResponseWriter, r *http.Request) {
	reg, err := read(r)
	if err != nil {
		http.Error(w, "no data", http.StatusBadRequest)
		return
	}
	if reg.Token != s.config.RegistrationToken {
		log.Print("wrong token")
	}
	s.add(w, r, reg.Name)
}

// repeat compares what the client sent with what it sent.
func (s *server) repeat(w http.ResponseWriter, r *http.Request) {
	reg, err := read(r)
	if err != nil || reg.Password != reg.Confirm {
		http.Error(w, "not the same", http.StatusBadRequest)
		return
	}
	s.add(w, r, reg.Name)
}

func (s *server) change(w http.ResponseWriter, r *http.Request) { s.add(w, r, chi.URLParam(r, "name")) }

func (s *server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if s.db.QueryRowContext(r.Context(), `SELECT 1 FROM keys WHERE key = $1`, r.Header.Get("X-Key")).Scan(&n) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, config{os.Getenv("REGISTRATION_TOKEN")}}
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(s.known)
		for _, path := range []string{"/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i", "/j"} {
			r.Put("/machines"+path+"/{name}", s.change)
		}
	})
	r.Post("/machines", s.enrol)         // ok: the token is a credential
	r.Post("/machines/count", s.count)   // want routeauth "POST /machines/count"
	r.Post("/machines/repeat", s.repeat) // want routeauth "POST /machines/repeat"
	log.Fatal(http.ListenAndServe(":8080", r))
}
