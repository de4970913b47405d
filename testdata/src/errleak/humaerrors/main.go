// Command humaerrors returns errors to huma, which puts the texts of all of them into its answers.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type film struct {
	Body struct{ Title string }
}

type filmID struct {
	ID string `path:"id"`
}

type films struct{ db *sql.DB }

func (f *films) load(ctx context.Context, id string) (*film, error) {
	var out film
	if err := f.db.QueryRowContext(ctx, `SELECT title FROM films WHERE id = $1`, id).Scan(&out.Body.Title); err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return &out, nil
}

func (f *films) plain(ctx context.Context, in *filmID) (*film, error) {
	return f.load(ctx, in.ID) // want errleak `library that calls films.plain`
}

func (f *films) listed(ctx context.Context, in *filmID) (*film, error) {
	out, err := f.load(ctx, in.ID)
	if err != nil {
		return nil, huma.Error500InternalServerError("cannot load", err) // want errleak `Error500InternalServerError`
	}
	return out, nil
}

func (f *films) message(ctx context.Context, in *filmID) (*film, error) {
	out, err := f.load(ctx, in.ID)
	if err != nil {
		return nil, huma.Error404NotFound(err.Error()) // want errleak `Error404NotFound`
	}
	return out, nil
}

func (f *films) gateway(ctx context.Context, in *filmID) (*film, error) {
	out, err := f.load(ctx, in.ID)
	if err != nil {
		return nil, huma.Error503ServiceUnavailable("try again", err) // want errleak `Error503ServiceUnavailable`
	}
	return out, nil
}

func (f *films) constant(ctx context.Context, in *filmID) (*film, error) {
	out, err := f.load(ctx, in.ID)
	if err != nil {
		log.Printf("load: %v", err)
		return nil, huma.Error500InternalServerError("cannot load the film") // ok: a text of its own
	}
	return out, nil
}

func (f *films) checked(_ context.Context, in *filmID) (*film, error) {
	if len(in.ID) != 8 {
		return nil, huma.Error422UnprocessableEntity("bad id", fmt.Errorf("id has %d characters", len(in.ID))) // ok: about the input
	}
	return &film{}, nil
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/films")
	if err != nil {
		log.Fatal(err)
	}
	f := &films{db}
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("Films", "1.0.0"))
	huma.Get(api, "/plain/{id}", f.plain)
	huma.Get(api, "/listed/{id}", f.listed)
	huma.Get(api, "/message/{id}", f.message)
	huma.Get(api, "/gateway/{id}", f.gateway)
	huma.Get(api, "/constant/{id}", f.constant)
	huma.Get(api, "/checked/{id}", f.checked)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
