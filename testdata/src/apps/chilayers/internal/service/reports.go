package service

import (
	"context"

	"fixtures/apps/chilayers/internal/domain"
)

// ReportStore sums invoices up.
type ReportStore interface {
	Revenue(ctx context.Context, ownerID int64, groupBy string) ([]domain.Bucket, error)
	Latest(ctx context.Context, days int) ([]domain.Bucket, error)
	Currency(ctx context.Context, code string) (*domain.Currency, error)
}

// Reports is the report service.
type Reports struct{ store ReportStore }

// NewReports returns a service on the store.
func NewReports(store ReportStore) *Reports { return &Reports{store: store} }

// Revenue sums up what the caller earned.
func (s *Reports) Revenue(ctx context.Context, groupBy string) ([]domain.Bucket, error) {
	actor, err := mustActor(ctx)
	if err != nil {
		return nil, err
	}
	if groupBy == "" {
		groupBy = "status"
	}
	return s.store.Revenue(ctx, actor.ID, groupBy)
}

// Latest counts the invoices of the last days.
func (s *Reports) Latest(ctx context.Context, days int) ([]domain.Bucket, error) {
	return s.store.Latest(ctx, min(max(days, 1), 90))
}

// Currency returns a currency.
func (s *Reports) Currency(ctx context.Context, code string) (*domain.Currency, error) {
	return s.store.Currency(ctx, code)
}
