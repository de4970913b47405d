// Command unseencaller gets the number of the user who calls from another process, of which nothing is known.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/lib/pq"
)

type service struct{ db *sql.DB }

type user struct{ Login string }

func (*service) key(*jwt.Token) (any, error) { return []byte(os.Getenv("SIGNING_KEY")), nil }

type callerKey struct{}

// number asks the process that knows who sits where.
func number(address string) (string, error) {
	conn, err := net.Dial("unix", "/run/seats")
	if err != nil {
		return "", err
	}
	defer conn.Close()
	fmt.Fprintln(conn, address)
	line, err := bufio.NewReader(conn).ReadString('\n')
	return strings.TrimSpace(line), err
}

func (s *service) known(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if _, err := jwt.Parse(token, s.key); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		id, err := number(r.RemoteAddr)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		var u user
		if err := s.db.QueryRow("SELECT login FROM users WHERE id = $1", id).Scan(&u.Login); err != nil { // ok: the client does not choose it
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, &u)))
	}
}

type page struct{ UserName, Text string }

func (s *service) page(r *http.Request) (page, error) {
	var p page
	row := s.db.QueryRow("SELECT user_name, text FROM pages WHERE id = $1", r.PathValue("id"))
	return p, row.Scan(&p.UserName, &p.Text)
}

func (s *service) read(w http.ResponseWriter, r *http.Request) {
	p, err := s.page(r) // ok: compared below
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if u := r.Context().Value(callerKey{}).(*user); p.UserName != u.Login {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(p)
}

func (s *service) print(w http.ResponseWriter, r *http.Request) {
	p, err := s.page(r) // want ownercheck "GET /pages/{id}/print: page is loaded"
	if err != nil {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintln(w, p.Text)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS pages (id serial PRIMARY KEY, user_id integer REFERENCES users(id), user_name text, text text)"); err != nil {
		log.Fatal("creating the tables failed")
	}
	s := &service{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /pages/{id}", s.known(s.read))
	mux.HandleFunc("GET /pages/{id}/print", s.known(s.print))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
