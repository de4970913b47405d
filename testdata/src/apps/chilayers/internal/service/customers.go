package service

import (
	"context"

	"fixtures/apps/chilayers/internal/domain"
)

// CustomerStore is where customers are kept.
type CustomerStore interface {
	Of(ctx context.Context, ownerID, id int64) (*domain.Customer, error)
	List(ctx context.Context, ownerID int64) ([]domain.Customer, error)
	Update(ctx context.Context, c domain.Customer) error
}

// Customers is the customer service.
type Customers struct{ store CustomerStore }

// NewCustomers returns a service on the store.
func NewCustomers(store CustomerStore) *Customers { return &Customers{store: store} }

// Get returns a customer of the caller.
func (s *Customers) Get(ctx context.Context, id int64) (*domain.Customer, error) {
	actor, err := mustActor(ctx)
	if err != nil {
		return nil, err
	}
	return s.store.Of(ctx, actor.ID, id)
}

// List returns the customers of an owner.
func (s *Customers) List(ctx context.Context, ownerID int64) ([]domain.Customer, error) {
	return s.store.List(ctx, ownerID)
}

// Update changes a customer. The caller is known but never compared with the owner.
func (s *Customers) Update(ctx context.Context, c domain.Customer) error {
	if _, err := mustActor(ctx); err != nil {
		return err
	}
	if c.Name == "" {
		return &domain.ValidationError{Field: "name", Reason: "is required"}
	}
	return s.store.Update(ctx, c)
}
