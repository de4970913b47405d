// Command echosqlx binds bodies to structs whose fields sqlx writes by name, through a service and a repository.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
)

type Account struct {
	ID       int64  `db:"id" json:"id"`
	OwnerID  int64  `db:"owner_id" json:"ownerId"`
	Title    string `db:"title" json:"title"`
	Verified bool   `db:"verified" json:"verified"`
}

type repository interface {
	Insert(ctx context.Context, a *Account) error
	Rename(ctx context.Context, a *Account) error
}

type store struct{ db *sqlx.DB }

func (s store) Insert(ctx context.Context, a *Account) error {
	_, err := s.db.NamedExecContext(ctx, `INSERT INTO accounts (owner_id, title, verified) VALUES (:owner_id, :title, :verified)`, a)
	return err
}

func (s store) Rename(ctx context.Context, a *Account) error {
	_, err := s.db.NamedExecContext(ctx, `UPDATE accounts SET title = :title WHERE id = :id`, a)
	return err
}

type service struct{ repo repository }

func (s *service) open(ctx context.Context, a *Account) error { return s.repo.Insert(ctx, a) }

// openFor sets what is not the client's.
func (s *service) openFor(ctx context.Context, owner int64, a *Account) error {
	a.OwnerID = owner
	a.Verified = false
	return s.repo.Insert(ctx, a)
}

type api struct{ service *service }

func (a *api) create(c echo.Context) error {
	var acc Account
	if err := c.Bind(&acc); err != nil { // want massassign `Account.OwnerID and .*Account.Verified`
		return err
	}
	return a.service.open(c.Request().Context(), &acc)
}

func (a *api) createFor(c echo.Context) error {
	var acc Account
	if err := c.Bind(&acc); err != nil { // ok: the service sets the rest
		return err
	}
	owner, _ := c.Get("user").(int64)
	return a.service.openFor(c.Request().Context(), owner, &acc)
}

func (a *api) rename(c echo.Context) error {
	var acc Account
	if err := c.Bind(&acc); err != nil { // ok: the statement writes the title alone
		return err
	}
	return a.service.repo.Rename(c.Request().Context(), &acc)
}

// decode fills what it is given.
func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(into); err != nil {
		http.Error(w, "malformed body", http.StatusBadRequest)
		return false
	}
	return true
}

func (a *api) post(w http.ResponseWriter, r *http.Request) {
	var acc Account
	if !decode(w, r, &acc) { // want massassign `Account.OwnerID and .*Account.Verified`
		return
	}
	if a.service.open(r.Context(), &acc) != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (a *api) postTitle(w http.ResponseWriter, r *http.Request) {
	var in struct{ Title string }
	if !decode(w, r, &in) { // ok: a type for input
		return
	}
	if a.service.open(r.Context(), &Account{Title: in.Title}) != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func main() {
	a := &api{&service{store{sqlx.MustConnect("pgx", "postgres://localhost/accounts")}}}
	e := echo.New()
	e.POST("/accounts", a.create)
	e.POST("/own", a.createFor)
	e.PATCH("/accounts", a.rename)
	go func() { log.Fatal(e.Start(":8081")) }()
	r := chi.NewRouter()
	r.Post("/accounts", a.post)
	r.Post("/titles", a.postTitle)
	log.Fatal(http.ListenAndServe(":8080", r))
}
