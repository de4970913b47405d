// Package repo keeps the domain in PostgreSQL.
package repo

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/apps/chilayers/internal/db"
	"fixtures/apps/chilayers/internal/domain"
)

// Invoices stores invoices and their attachments.
type Invoices struct {
	pool *pgxpool.Pool
	q    *db.Queries
}

// NewInvoices returns a store on the pool.
func NewInvoices(pool *pgxpool.Pool) *Invoices {
	return &Invoices{pool: pool, q: db.New(pool)}
}

func notFound(what string, err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.ErrNotFound
	}
	return fmt.Errorf("repo: %s: %w", what, err)
}

// ByID returns an invoice whoever owns it.
func (r *Invoices) ByID(ctx context.Context, id int64) (*domain.Invoice, error) {
	row, err := r.q.GetInvoice(ctx, id)
	if err != nil {
		return nil, notFound("get invoice", err)
	}
	return toInvoice(row), nil
}

// List returns the owner's invoices ordered by a column that the service chose.
func (r *Invoices) List(ctx context.Context, ownerID int64, orderBy string) ([]domain.Invoice, error) {
	rows, err := r.pool.Query(ctx, `SELECT id, number, cents, status FROM invoices WHERE owner_id = $1 ORDER BY `+orderBy, ownerID) // ok: the service looks the column up in a map of constants
	if err != nil {
		return nil, fmt.Errorf("repo: list invoices: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (domain.Invoice, error) {
		inv := domain.Invoice{OwnerID: ownerID}
		err := row.Scan(&inv.ID, &inv.Number, &inv.Cents, &inv.Status)
		return inv, err
	})
}

// Create stores a draft.
func (r *Invoices) Create(ctx context.Context, inv *domain.Invoice) error {
	row, err := r.q.CreateInvoice(ctx, db.CreateInvoiceParams{
		OwnerID: inv.OwnerID, CustomerID: inv.CustomerID, Number: inv.Number, Cents: inv.Cents,
	})
	if err != nil {
		return fmt.Errorf("repo: create invoice: %w", err)
	}
	*inv = *toInvoice(row)
	return nil
}

// SetStatus changes the status of an invoice.
func (r *Invoices) SetStatus(ctx context.Context, id int64, status string) error {
	n, err := r.q.SetInvoiceStatus(ctx, db.SetInvoiceStatusParams{ID: id, Status: status})
	if err == nil && n == 0 {
		return domain.ErrNotFound
	}
	return err
}

// DeleteDraft deletes a draft of the owner.
func (r *Invoices) DeleteDraft(ctx context.Context, id, ownerID int64) error {
	n, err := r.q.DeleteDraft(ctx, db.DeleteDraftParams{ID: id, OwnerID: ownerID})
	if err == nil && n == 0 {
		return domain.ErrNotFound
	}
	return err
}

// Attachment returns an attachment of any invoice.
func (r *Invoices) Attachment(ctx context.Context, id int64) (*domain.Attachment, error) {
	row, err := r.q.GetAttachment(ctx, id)
	if err != nil {
		return nil, notFound("get attachment", err)
	}
	a := domain.Attachment(row)
	return &a, nil
}

// AttachmentOf returns an attachment of the given invoice.
func (r *Invoices) AttachmentOf(ctx context.Context, invoiceID, id int64) (*domain.Attachment, error) {
	row, err := r.q.GetAttachmentOfInvoice(ctx, db.GetAttachmentOfInvoiceParams{ID: id, InvoiceID: invoiceID})
	if err != nil {
		return nil, notFound("get attachment", err)
	}
	a := domain.Attachment(row)
	return &a, nil
}

func toInvoice(row db.Invoice) *domain.Invoice {
	return &domain.Invoice{
		ID: row.ID, OwnerID: row.OwnerID, CustomerID: row.CustomerID,
		Number: row.Number, Cents: row.Cents, Status: row.Status, CreatedAt: row.CreatedAt.Time,
	}
}
