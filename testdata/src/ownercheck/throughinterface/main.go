// Command throughinterface hides guard and query behind interfaces.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var errForbidden = errors.New("forbidden")

type account struct {
	ID     string `json:"id"`
	UserID string `json:"-"`
	Cents  int64  `json:"cents"`
}

type accounts interface {
	find(ctx context.Context, id string) (*account, error)
	close(ctx context.Context, id string) error
}

type pgAccounts struct{ pool *pgxpool.Pool }

func (p pgAccounts) find(ctx context.Context, id string) (*account, error) {
	var a account
	err := p.pool.QueryRow(ctx, `SELECT id, user_id, cents FROM accounts WHERE id = $1`, id).Scan(&a.ID, &a.UserID, &a.Cents)
	return &a, err
}

func (p pgAccounts) close(ctx context.Context, id string) error {
	_, err := p.pool.Exec(ctx, `DELETE FROM accounts WHERE id = $1`, id)
	return err
}

// bank is what the handlers see.
type bank interface {
	balance(ctx context.Context, id string) (int64, error)
	statement(ctx context.Context, id string) (*account, error)
	close(ctx context.Context, id string) error
	closeOwn(ctx context.Context, id string) error
}

type policy interface {
	mayUse(ctx context.Context, a *account) error
}

type ownerPolicy struct{}

func (ownerPolicy) mayUse(ctx context.Context, a *account) error {
	if a.UserID != callerID(ctx) {
		return errForbidden
	}
	return nil
}

type service struct {
	accounts accounts
	policy   policy
}

func (s *service) balance(ctx context.Context, id string) (int64, error) {
	a, err := s.accounts.find(ctx, id)
	if err != nil {
		return 0, err
	}
	if err := s.policy.mayUse(ctx, a); err != nil {
		return 0, err
	}
	return a.Cents, nil
}

func (s *service) statement(ctx context.Context, id string) (*account, error) {
	return s.accounts.find(ctx, id)
}

func (s *service) close(ctx context.Context, id string) error {
	return s.accounts.close(ctx, id)
}

func (s *service) closeOwn(ctx context.Context, id string) error {
	a, err := s.accounts.find(ctx, id)
	if err != nil {
		return err
	}
	if err := s.policy.mayUse(ctx, a); err != nil {
		return err
	}
	return s.accounts.close(ctx, a.ID)
}

type callerKey struct{}

func callerID(ctx context.Context) string {
	id, _ := ctx.Value(callerKey{}).(string)
	return id
}

type api struct {
	bank bank
	pool *pgxpool.Pool
}

func (a *api) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id string
		err := a.pool.QueryRow(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&id)
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, id)))
	})
}

func fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if errors.Is(err, errForbidden) {
		status = http.StatusForbidden
	}
	http.Error(w, http.StatusText(status), status)
}

func (a *api) balance(w http.ResponseWriter, r *http.Request) {
	cents, err := a.bank.balance(r.Context(), chi.URLParam(r, "id")) // ok: the policy compares the owner
	if err != nil {
		fail(w, err)
		return
	}
	_ = json.NewEncoder(w).Encode(cents)
}

func (a *api) statement(w http.ResponseWriter, r *http.Request) {
	account, err := a.bank.statement(r.Context(), chi.URLParam(r, "id")) // want ownercheck "GET /accounts/{id}/statement"
	if err != nil {
		fail(w, err)
		return
	}
	_ = json.NewEncoder(w).Encode(account)
}

func (a *api) close(w http.ResponseWriter, r *http.Request) {
	if err := a.bank.close(r.Context(), chi.URLParam(r, "id")); err != nil { // want ownercheck "DELETE /accounts/{id}"
		fail(w, err)
	}
}

func (a *api) closeOwn(w http.ResponseWriter, r *http.Request) {
	if err := a.bank.closeOwn(r.Context(), r.PathValue("id")); err != nil { // ok: the policy compares the owner before
		fail(w, err)
	}
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{bank: &service{accounts: pgAccounts{pool}, policy: ownerPolicy{}}, pool: pool}
	r := chi.NewRouter()
	r.Use(a.auth)
	r.Route("/accounts/{id}", func(r chi.Router) {
		r.Get("/balance", a.balance)
		r.Get("/statement", a.statement)
		r.Delete("/", a.close)
		r.Post("/close", a.closeOwn)
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}
