package repo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/apps/chilayers/internal/db"
	"fixtures/apps/chilayers/internal/domain"
)

// Users stores accounts.
type Users struct{ q *db.Queries }

// NewUsers returns a store on the pool.
func NewUsers(pool *pgxpool.Pool) *Users { return &Users{q: db.New(pool)} }

// Create stores an account.
func (r *Users) Create(ctx context.Context, email, passwordHash string) (*domain.User, error) {
	row, err := r.q.CreateUser(ctx, db.CreateUserParams{Email: email, PasswordHash: passwordHash})
	if err != nil {
		return nil, fmt.Errorf("repo: create user: %w", err)
	}
	u := domain.User(row)
	return &u, nil
}

// ByEmail returns the account with the address.
func (r *Users) ByEmail(ctx context.Context, email string) (*domain.User, error) {
	row, err := r.q.GetUserByEmail(ctx, email)
	if err != nil {
		return nil, notFound("get user", err)
	}
	u := domain.User(row)
	return &u, nil
}
