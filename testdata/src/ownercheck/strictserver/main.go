// Command strictserver is called through the layers that a generator puts in front of it: a finding lies in what somebody wrote.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/Masterminds/squirrel"
	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type userKey struct{}

type pet struct {
	ID, OwnerID, Name string
}

var (
	psql       = squirrel.StatementBuilder.PlaceholderFormat(squirrel.Dollar)
	errStrange = errors.New("it belongs to somebody else")
)

type pets struct{ db *sql.DB }

func (s pets) find(ctx context.Context, id string) (*pet, error) {
	var p pet
	row := psql.Select("id", "owner_id", "name").From("pets").Where(squirrel.Eq{"id": id}).RunWith(s.db).QueryRowContext(ctx)
	err := row.Scan(&p.ID, &p.OwnerID, &p.Name)
	return &p, err
}

func (s pets) add(ctx context.Context, name string) (*pet, error) {
	p := &pet{OwnerID: caller(ctx), Name: name}
	return p, s.db.QueryRowContext(ctx, `INSERT INTO pets (owner_id, name) VALUES ($1, $2) RETURNING id`, p.OwnerID, p.Name).Scan(&p.ID)
}

func caller(ctx context.Context) string {
	id, _ := ctx.Value(userKey{}).(string)
	return id
}

// policy says who may see a pet.
type policy interface {
	allow(user string, p *pet) error
}

type owners struct{}

func (owners) allow(user string, p *pet) error {
	if p.OwnerID == user {
		return nil
	}
	return errStrange
}

type server struct {
	pets   pets
	policy policy
}

func (s *server) ShowPet(ctx context.Context, request petRequest) (any, error) {
	p, err := s.pets.find(ctx, request.ID) // ok: the policy is asked below
	if err != nil {
		return nil, err
	}
	if err := s.policy.allow(caller(ctx), p); err != nil {
		return nil, err
	}
	return p, nil
}

func (s *server) FeedPet(ctx context.Context, request petRequest) (any, error) {
	return s.pets.find(ctx, request.ID) // want ownercheck "POST /pets/{id}/feed: pet is loaded by a client-chosen id"
}

func (s *server) addPet(w http.ResponseWriter, r *http.Request) {
	p, err := s.pets.add(r.Context(), r.FormValue("name"))
	answer(w, p, err)
}

func (s *server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user string
		err := s.pets.db.QueryRow(`SELECT user_id FROM sessions WHERE token = $1`, r.Header.Get("Authorization")).Scan(&user)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

func answer(w http.ResponseWriter, response any, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(response)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	s := &server{pets{db}, owners{}}
	api := &wrapper{&strictHandler{server: s, answer: answer}, []middleware{s.authenticate}}
	r := chi.NewRouter()
	r.Get("/pets/{id}", api.showPet)
	r.Post("/pets/{id}/feed", api.feedPet)
	r.With(s.authenticate).Post("/pets", s.addPet)
	log.Fatal(http.ListenAndServe(":8080", r))
}
