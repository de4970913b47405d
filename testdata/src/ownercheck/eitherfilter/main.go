// Command eitherfilter adds one condition or another to those that it has.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

type userKey struct{}

func user(ctx context.Context) int64 {
	id, _ := ctx.Value(userKey{}).(int64)
	return id
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id int64
		row := s.db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&id); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

type filter struct {
	id     *string
	invite *string
	limit  int
}

// tail says how many rows are wanted.
func (f filter) tail() string {
	if f.limit > 0 {
		return fmt.Sprintf("LIMIT %d", f.limit)
	}
	return ""
}

// clubs finds those of the caller, or the one that somebody is invited to.
func (s *server) clubs(ctx context.Context, f filter) *sql.Row {
	where, args := []string{"1 = 1"}, []any{}
	if f.id != nil {
		where, args = append(where, "id = ?"), append(args, *f.id)
	}
	if f.invite != nil {
		where, args = append(where, "invite_code = ?"), append(args, *f.invite)
	} else {
		where, args = append(where, "(id IN (SELECT club_id FROM members WHERE user_id = ?))"), append(args, user(ctx))
	}
	return s.db.QueryRowContext(ctx, `SELECT name FROM clubs WHERE `+strings.Join(where, " AND ")+` ORDER BY name `+f.tail(), args...)
}

// notices asks for the caller's in neither case.
func (s *server) notices(ctx context.Context, f filter) *sql.Row {
	where, args := []string{"1 = 1"}, []any{}
	if f.id != nil {
		where, args = append(where, "id = ?"), append(args, *f.id)
	}
	if f.limit > 0 {
		where, args = append(where, "age < ?"), append(args, f.limit)
	} else {
		where, args = append(where, "state = ?"), append(args, "open")
	}
	return s.db.QueryRowContext(ctx, `SELECT text FROM notices WHERE `+strings.Join(where, " AND ")+` ORDER BY text `+f.tail(), args...)
}

func reply(w http.ResponseWriter, row *sql.Row) {
	var text string
	if err := row.Scan(&text); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(text)
}

func (s *server) club(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	reply(w, s.clubs(r.Context(), filter{id: &id})) // ok: the caller is a member
}

func (s *server) notice(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	reply(w, s.notices(r.Context(), filter{id: &id, limit: 1})) // want ownercheck "GET /notices/{id}: notice is loaded"
}

func (s *server) post(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.Exec("INSERT INTO notices (user_id, text) VALUES ($1, $2)", user(r.Context()), r.FormValue("text"))
	if err != nil {
		http.Error(w, "not posted", http.StatusInternalServerError)
	}
}

func (s *server) found(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.Exec("INSERT INTO clubs (user_id, name) VALUES ($1, $2)", user(r.Context()), r.FormValue("name"))
	if err != nil {
		http.Error(w, "not founded", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /clubs/{id}", s.club)
	mux.HandleFunc("POST /clubs", s.found)
	mux.HandleFunc("GET /notices/{id}", s.notice)
	mux.HandleFunc("POST /notices", s.post)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
