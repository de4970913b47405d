package repo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/apps/chilayers/internal/db"
	"fixtures/apps/chilayers/internal/domain"
)

// Customers stores customers.
type Customers struct{ q *db.Queries }

// NewCustomers returns a store on the pool.
func NewCustomers(pool *pgxpool.Pool) *Customers { return &Customers{q: db.New(pool)} }

// Of returns a customer of the owner.
func (r *Customers) Of(ctx context.Context, ownerID, id int64) (*domain.Customer, error) {
	row, err := r.q.GetCustomer(ctx, db.GetCustomerParams{ID: id, OwnerID: ownerID})
	if err != nil {
		return nil, notFound("get customer", err)
	}
	c := domain.Customer(row)
	return &c, nil
}

// List returns the customers of the owner.
func (r *Customers) List(ctx context.Context, ownerID int64) ([]domain.Customer, error) {
	rows, err := r.q.ListCustomers(ctx, ownerID)
	if err != nil {
		return nil, fmt.Errorf("repo: list customers: %w", err)
	}
	list := make([]domain.Customer, len(rows))
	for i, row := range rows {
		list[i] = domain.Customer(row)
	}
	return list, nil
}

// Update changes name and address of a customer.
func (r *Customers) Update(ctx context.Context, c domain.Customer) error {
	n, err := r.q.UpdateCustomer(ctx, db.UpdateCustomerParams{ID: c.ID, Name: c.Name, Email: c.Email})
	if err == nil && n == 0 {
		return domain.ErrNotFound
	}
	return err
}
