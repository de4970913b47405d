// Command wrappedhandlers turns functions that return errors into handlers: one wrapper tells, the other does not.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
	"github.com/jackc/pgx/v5/pgxpool"
)

// problem is an error with a text for clients and a cause for the log.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	cause  error
}

func (p *problem) Error() string { return p.Title }

func (p *problem) Unwrap() error { return p.cause }

// Render implements render.Renderer.
func (p *problem) Render(_ http.ResponseWriter, r *http.Request) error {
	render.Status(r, p.Status)
	return nil
}

type endpoint[T any] func(*http.Request) (T, error)

// loud answers with the text of any error.
func loud[T any](f endpoint[T]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want errleak
			return
		}
		_ = json.NewEncoder(w).Encode(v)
	}
}

// quiet answers with the text of problems only.
func quiet[T any](f endpoint[T]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		var p *problem
		switch {
		case errors.As(err, &p):
			_ = render.Render(w, r, p) // ok: the cause of a problem is not rendered
		case err != nil:
			log.Printf("%s: %v", r.URL.Path, err)
			render.Status(r, http.StatusInternalServerError)
			render.JSON(w, r, problem{Status: 500, Title: "internal error"}) // ok: a constant text
		default:
			render.JSON(w, r, v) // ok: no error arrives here
		}
	}
}

type api struct{ pool *pgxpool.Pool }

func (a *api) rooms(r *http.Request) (n int, err error) {
	if err := a.pool.QueryRow(r.Context(), `SELECT count(*) FROM rooms`).Scan(&n); err != nil {
		return 0, fmt.Errorf("count rooms: %w", err)
	}
	return n, nil
}

func (a *api) book(r *http.Request) (string, error) {
	tag, err := a.pool.Exec(r.Context(), `UPDATE rooms SET booked = true WHERE NOT booked AND name = $1`, chi.URLParam(r, "name"))
	if err != nil {
		return "", &problem{Status: http.StatusInternalServerError, Title: "cannot book", cause: err}
	}
	if tag.RowsAffected() == 0 {
		return "", &problem{Status: http.StatusConflict, Title: "the room is taken"}
	}
	return "booked", nil
}

// plain renders the error itself.
func (a *api) plain(w http.ResponseWriter, r *http.Request) {
	if err := a.pool.Ping(r.Context()); err != nil {
		render.Status(r, http.StatusServiceUnavailable)
		render.PlainText(w, r, err.Error()) // want errleak
		return
	}
	render.NoContent(w, r)
}

// titled wraps the error's text into the title, which is rendered.
func (a *api) titled(w http.ResponseWriter, r *http.Request) {
	if err := a.pool.Ping(r.Context()); err != nil {
		p := &problem{Status: http.StatusServiceUnavailable, Title: "ping: " + err.Error()}
		_ = render.Render(w, r, p) // want errleak
		return
	}
	render.NoContent(w, r)
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{pool}
	r := chi.NewRouter()
	r.Get("/loud", loud(a.rooms))
	r.Get("/quiet", quiet(a.rooms))
	r.Post("/rooms/{name}/book", quiet(a.book))
	r.Get("/plain", a.plain)
	r.Get("/titled", a.titled)
	log.Fatal(http.ListenAndServe(":8080", r))
}
