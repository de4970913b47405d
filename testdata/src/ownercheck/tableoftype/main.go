// Command tableoftype has a generic repository that asks its type argument for the name of the table.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"

	_ "github.com/lib/pq"
)

// Row is what a repository stores.
type Row interface {
	Table() string
	Title() string
}

type Letter struct {
	ID, UserID int64
	Subject    string
}

func (Letter) Table() string   { return "letters" }
func (l Letter) Title() string { return l.Subject }

type Stamp struct {
	ID    int64
	Motif string
}

func (Stamp) Table() string   { return "stamps" }
func (s Stamp) Title() string { return s.Motif }

type repository[T Row] struct{ db *sql.DB }

func (r *repository[T]) name(ctx context.Context, id int64) (name string, err error) {
	var v T
	err = r.db.QueryRowContext(ctx, fmt.Sprintf("SELECT name FROM %s WHERE id = $1", v.Table()), id).Scan(&name)
	return name, err
}

func (r *repository[T]) ownName(ctx context.Context, id, user int64) (name string, err error) {
	var v T
	err = r.db.QueryRowContext(ctx, "SELECT name FROM "+v.Table()+" WHERE id = $1 AND user_id = $2", id, user).Scan(&name)
	return name, err
}

func (r *repository[T]) remove(ctx context.Context, id int64) error {
	var v T
	_, err := r.db.ExecContext(ctx, "DELETE FROM "+v.Table()+" WHERE id = $1", id)
	return err
}

type userKey struct{}

func user(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

type server struct {
	db      *sql.DB
	letters *repository[Letter]
	stamps  *repository[Stamp]
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

func id(r *http.Request) int64 {
	n, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func answer(w http.ResponseWriter, name string, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(name)
}

func (s *server) letter(w http.ResponseWriter, r *http.Request) {
	name, err := s.letters.name(r.Context(), id(r)) // want ownercheck "GET /letters/{id}: letter is loaded"
	answer(w, name, err)
}

func (s *server) ownLetter(w http.ResponseWriter, r *http.Request) {
	name, err := s.letters.ownName(r.Context(), id(r), user(r)) // ok: the query names the user
	answer(w, name, err)
}

func (s *server) removeLetter(w http.ResponseWriter, r *http.Request) {
	answer(w, "", s.letters.remove(r.Context(), id(r))) // want ownercheck "DELETE /letters/{id}: letter is deleted"
}

func (s *server) stamp(w http.ResponseWriter, r *http.Request) {
	name, err := s.stamps.name(r.Context(), id(r)) // ok: stamps are everybody's
	answer(w, name, err)
}

func (s *server) removeStamp(w http.ResponseWriter, r *http.Request) {
	answer(w, "", s.stamps.remove(r.Context(), id(r))) // ok: stamps are everybody's
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db, letters: &repository[Letter]{db}, stamps: &repository[Stamp]{db}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /letters/{id}", s.letter)
	mux.HandleFunc("GET /own/{id}", s.ownLetter)
	mux.HandleFunc("DELETE /letters/{id}", s.removeLetter)
	mux.HandleFunc("GET /stamps/{id}", s.stamp)
	mux.HandleFunc("DELETE /stamps/{id}", s.removeStamp)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
