// Command humabody returns bodies to huma and messages to connect.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"

	"connectrpc.com/connect"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type input struct {
	ID string `path:"id"`
}

type staff struct {
	ID     int64
	Name   string
	Secret string `json:"secret"`
}

type staffOutput struct{ Body staff }

type nameOutput struct {
	Body struct{ Name string }
}

type api struct{ db *sql.DB }

func (a *api) load(ctx context.Context, id string) (s staff, err error) {
	err = a.db.QueryRowContext(ctx, `SELECT id, name, secret FROM staff WHERE id = $1`, id).Scan(&s.ID, &s.Name, &s.Secret)
	return s, err
}

func (a *api) show(ctx context.Context, in *input) (*staffOutput, error) {
	s, err := a.load(ctx, in.ID)
	if err != nil {
		return nil, huma.Error404NotFound("no such person")
	}
	return &staffOutput{Body: s}, nil // want dataexposure `staff.Secret`
}

func (a *api) name(ctx context.Context, in *input) (*nameOutput, error) {
	s, err := a.load(ctx, in.ID)
	if err != nil {
		return nil, huma.Error404NotFound("no such person")
	}
	out := &nameOutput{}
	out.Body.Name = s.Name
	return out, nil // ok: the name alone
}

func (a *api) procedure(ctx context.Context, req *connect.Request[input]) (*connect.Response[staff], error) {
	s, err := a.load(ctx, req.Msg.ID)
	if err != nil {
		return nil, connect.NewError(connect.CodeNotFound, nil)
	}
	return connect.NewResponse(&s), nil // want dataexposure `staff.Secret`
}

func (a *api) without(ctx context.Context, req *connect.Request[input]) (*connect.Response[staff], error) {
	s, err := a.load(ctx, req.Msg.ID)
	if err != nil {
		return nil, connect.NewError(connect.CodeNotFound, nil)
	}
	return connect.NewResponse(&staff{ID: s.ID, Name: s.Name}), nil // ok: the field is not set
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/staff")
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db}
	mux := http.NewServeMux()
	h := humago.New(mux, huma.DefaultConfig("Staff", "1.0.0"))
	huma.Get(h, "/staff/{id}", a.show)
	huma.Get(h, "/names/{id}", a.name)
	mux.Handle("/staff/Get", connect.NewUnaryHandler("/staff/Get", a.procedure))
	mux.Handle("/staff/GetWithout", connect.NewUnaryHandler("/staff/GetWithout", a.without))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
