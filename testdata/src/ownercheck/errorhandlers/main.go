// Command errorhandlers has handlers that return errors, which one adapter answers for all of them. What one handler checks
// says nothing about the others.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"
)

type handler func(w http.ResponseWriter, r *http.Request) error

// statusError is an error with the status of its answer.
type statusError struct {
	code int
	text string
}

func (e *statusError) Error() string { return e.text }

var errStranger = &statusError{http.StatusForbidden, "not yours"}

type router struct{ mux *http.ServeMux }

func (rt *router) handle(pattern string, h handler) { rt.mux.Handle(pattern, adapt(h)) }

func adapt(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			refuse(w, err)
		}
	})
}

func refuse(w http.ResponseWriter, err error) {
	var known *statusError
	switch {
	case errors.As(err, &known):
		http.Error(w, known.text, known.code)
	case errors.Is(err, sql.ErrNoRows):
		http.Error(w, "not found", http.StatusNotFound)
	default:
		http.Error(w, "sorry", http.StatusInternalServerError)
	}
}

type userKey struct{}

func user(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

type camera struct {
	ID, UserID int64
	Place      string
}

type server struct{ db *sql.DB }

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id int64
		row := s.db.QueryRowContext(r.Context(), "SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&id); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

func (s *server) find(ctx context.Context, id string) (camera, error) {
	var c camera
	row := s.db.QueryRowContext(ctx, "SELECT id, user_id, place FROM cameras WHERE id = $1", id)
	return c, row.Scan(&c.ID, &c.UserID, &c.Place)
}

func (s *server) findOwn(ctx context.Context, id string, user int64) (camera, error) {
	var c camera
	row := s.db.QueryRowContext(ctx, "SELECT id, user_id, place FROM cameras WHERE id = $1 AND user_id = $2", id, user)
	return c, row.Scan(&c.ID, &c.UserID, &c.Place)
}

func (s *server) remove(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM cameras WHERE id = $1", id)
	return err
}

func (s *server) removeOwn(ctx context.Context, id string, user int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM cameras WHERE id = $1 AND user_id = $2", id, user)
	return err
}

// mustOwn returns an error unless the camera is the user's.
func mustOwn(c camera, user int64) error {
	if c.UserID != user {
		return errStranger
	}
	return nil
}

func (s *server) show(w http.ResponseWriter, r *http.Request) error {
	c, err := s.find(r.Context(), r.PathValue("id")) // want ownercheck "GET /cameras/{id}: camera is loaded"
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(c)
}

func (s *server) showOwn(w http.ResponseWriter, r *http.Request) error {
	c, err := s.findOwn(r.Context(), r.PathValue("id"), user(r)) // ok: the query names the user
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(c)
}

func (s *server) drop(w http.ResponseWriter, r *http.Request) error {
	c, err := s.find(r.Context(), r.PathValue("id")) // want ownercheck "DELETE /cameras/{id}: camera is deleted"
	if err != nil {
		return err
	}
	_ = mustOwn(c, user(r)) // nobody obeys
	return s.remove(r.Context(), c.ID)
}

func (s *server) dropOwn(w http.ResponseWriter, r *http.Request) error {
	return s.removeOwn(r.Context(), r.PathValue("id"), user(r)) // ok: the statement names the user
}

func (s *server) dropChecked(w http.ResponseWriter, r *http.Request) error {
	c, err := s.find(r.Context(), r.PathValue("id")) // ok: what mustOwn says is obeyed
	if err != nil {
		return err
	}
	if err := mustOwn(c, user(r)); err != nil {
		return err
	}
	return s.remove(r.Context(), c.ID)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	rt := &router{mux: http.NewServeMux()}
	rt.handle("GET /cameras/{id}", s.show)
	rt.handle("GET /own/{id}", s.showOwn)
	rt.handle("DELETE /cameras/{id}", s.drop)
	rt.handle("DELETE /own/{id}", s.dropOwn)
	rt.handle("DELETE /checked/{id}", s.dropChecked)
	log.Fatal(http.ListenAndServe(":8080", s.auth(rt.mux)))
}
