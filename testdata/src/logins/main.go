// Command logins gives out tokens: to whoever knows a password, and to callers who are known already.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"golang.org/x/crypto/bcrypt"
)

type server struct {
	db  *sql.DB
	key []byte
}

func (s *server) issue(w http.ResponseWriter, user string) {
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString(s.key)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(token)
}

// enter gives a token to whoever knows the password.
func (s *server) enter(w http.ResponseWriter, r *http.Request) {
	var in struct{ Name, Password string }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	var hash []byte
	if err := s.db.QueryRowContext(r.Context(), `SELECT hash FROM users WHERE name = $1`, in.Name).Scan(&hash); err != nil ||
		bcrypt.CompareHashAndPassword(hash, []byte(in.Password)) != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	s.issue(w, in.Name)
}

// current gives a new token to whoever has one.
func (s *server) current(w http.ResponseWriter, r *http.Request) {
	raw := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	token, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return s.key, nil })
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	user, err := token.Claims.GetSubject()
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	s.issue(w, user)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, []byte(os.Getenv("KEY"))}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /enter", s.enter)
	mux.HandleFunc("POST /current", s.current)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
