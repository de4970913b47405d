// Command humainputs serves operations whose inputs huma fills from the path, the query and the body.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type userKey struct{}

type api struct{ db *sql.DB }

func (a *api) requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := a.db.QueryRow(`SELECT user_id FROM sessions WHERE token = $1`, r.Header.Get("Authorization")).Scan(&user)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

type noteInput struct {
	NoteID int64 `path:"id"`
}

type searchInput struct {
	Author int64 `query:"author"`
}

type noteOutput struct {
	Body struct {
		Text string `json:"text"`
	}
}

func (a *api) read(ctx context.Context, in *noteInput) (*noteOutput, error) {
	out := &noteOutput{}
	err := a.db.QueryRowContext(ctx, `SELECT text FROM notes WHERE id = $1`, in.NoteID).Scan(&out.Body.Text) // want ownercheck "GET /notes/{id}: note is loaded by a client-chosen id"
	if err != nil {
		return nil, huma.Error404NotFound("no such note")
	}
	return out, nil
}

func (a *api) readOwn(ctx context.Context, in *noteInput) (*noteOutput, error) {
	out := &noteOutput{}
	row := a.db.QueryRowContext(ctx, `SELECT text FROM notes WHERE id = $1 AND user_id = $2`, in.NoteID, ctx.Value(userKey{})) // ok: the caller's
	if err := row.Scan(&out.Body.Text); err != nil {
		return nil, huma.Error404NotFound("no such note")
	}
	return out, nil
}

func (a *api) latest(ctx context.Context, in *searchInput) (*noteOutput, error) {
	out := &noteOutput{}
	row := a.db.QueryRowContext(ctx, `SELECT text FROM notes WHERE user_id = $1 ORDER BY id DESC LIMIT 1`, in.Author) // want ownercheck "GET /latest: note is loaded by an owner that the client names"
	if err := row.Scan(&out.Body.Text); err != nil {
		return nil, huma.Error404NotFound("no such note")
	}
	return out, nil
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	a := &api{db}
	r := chi.NewRouter()
	r.Use(a.requireUser)
	h := humachi.New(r, huma.DefaultConfig("Notes", "1.0.0"))
	huma.Register(h, huma.Operation{Method: http.MethodGet, Path: "/notes/{id}"}, a.read)
	huma.Get(h, "/v2/notes/{id}", a.readOwn)
	huma.Get(h, "/latest", a.latest)
	log.Fatal(http.ListenAndServe(":8080", r))
}
