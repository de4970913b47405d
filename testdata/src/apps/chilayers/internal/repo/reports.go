package repo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/apps/chilayers/internal/db"
	"fixtures/apps/chilayers/internal/domain"
)

// Reports sums invoices up.
type Reports struct{ pool *pgxpool.Pool }

// NewReports returns reports on the pool.
func NewReports(pool *pgxpool.Pool) *Reports { return &Reports{pool: pool} }

// Revenue groups the owner's paid invoices by an expression.
func (r *Reports) Revenue(ctx context.Context, ownerID int64, groupBy string) ([]domain.Bucket, error) {
	query := fmt.Sprintf(`SELECT %[1]s::text, count(*), sum(cents) FROM invoices WHERE owner_id = $1 GROUP BY %[1]s`, groupBy)
	rows, err := r.pool.Query(ctx, query, ownerID) // want sqlconcat
	if err != nil {
		return nil, fmt.Errorf("repo: revenue: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[domain.Bucket])
}

// Latest returns how many invoices each of the last days brought.
func (r *Reports) Latest(ctx context.Context, days int) ([]domain.Bucket, error) {
	query := fmt.Sprintf(`SELECT created_at::date::text, count(*), sum(cents) FROM invoices
		WHERE created_at > now() - interval '%d days' GROUP BY 1 ORDER BY 1`, days)
	rows, err := r.pool.Query(ctx, query) // ok: a number
	if err != nil {
		return nil, fmt.Errorf("repo: latest: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[domain.Bucket])
}

// Currency returns a currency.
func (r *Reports) Currency(ctx context.Context, code string) (*domain.Currency, error) {
	row, err := db.New(r.pool).GetCurrency(ctx, code)
	if err != nil {
		return nil, notFound("get currency", err)
	}
	c := domain.Currency(row)
	return &c, nil
}
