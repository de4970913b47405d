// Package service holds the rules of the business. Every method takes the caller from its context.
package service

import (
	"context"
	"fmt"

	"fixtures/apps/chilayers/internal/auth"
	"fixtures/apps/chilayers/internal/domain"
)

// InvoiceStore is where invoices are kept.
type InvoiceStore interface {
	ByID(ctx context.Context, id int64) (*domain.Invoice, error)
	List(ctx context.Context, ownerID int64, orderBy string) ([]domain.Invoice, error)
	Create(ctx context.Context, inv *domain.Invoice) error
	SetStatus(ctx context.Context, id int64, status string) error
	DeleteDraft(ctx context.Context, id, ownerID int64) error
	Attachment(ctx context.Context, id int64) (*domain.Attachment, error)
	AttachmentOf(ctx context.Context, invoiceID, id int64) (*domain.Attachment, error)
}

// Invoices is the invoice service.
type Invoices struct {
	store     InvoiceStore
	customers CustomerStore
}

// NewInvoices returns a service on the stores.
func NewInvoices(store InvoiceStore, customers CustomerStore) *Invoices {
	return &Invoices{store: store, customers: customers}
}

var invoiceOrders = map[string]string{
	"":       "created_at DESC",
	"number": "number",
	"amount": "cents DESC",
}

// List returns the caller's invoices.
func (s *Invoices) List(ctx context.Context, sort string) ([]domain.Invoice, error) {
	actor, err := mustActor(ctx)
	if err != nil {
		return nil, err
	}
	orderBy, ok := invoiceOrders[sort]
	if !ok {
		return nil, &domain.ValidationError{Field: "sort", Reason: "is not one of number, amount"}
	}
	return s.store.List(ctx, actor.ID, orderBy)
}

// Get returns an invoice that the caller may see.
func (s *Invoices) Get(ctx context.Context, id int64) (*domain.Invoice, error) {
	return s.owned(ctx, id)
}

// Create writes a draft for one of the caller's customers.
func (s *Invoices) Create(ctx context.Context, customerID int64, number string, cents int64) (*domain.Invoice, error) {
	actor, err := mustActor(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := s.customers.Of(ctx, actor.ID, customerID); err != nil {
		return nil, err
	}
	inv := &domain.Invoice{OwnerID: actor.ID, CustomerID: customerID, Number: number, Cents: cents}
	if err := s.store.Create(ctx, inv); err != nil {
		return nil, err
	}
	return inv, nil
}

// Send marks a draft as sent.
func (s *Invoices) Send(ctx context.Context, id int64) error {
	inv, err := s.owned(ctx, id)
	if err != nil {
		return err
	}
	if inv.Status != "draft" {
		return domain.ErrConflict
	}
	return s.store.SetStatus(ctx, inv.ID, "sent")
}

// Void takes an invoice back.
func (s *Invoices) Void(ctx context.Context, id int64) error {
	inv, err := s.store.ByID(ctx, id)
	if err != nil {
		return err
	}
	if inv.Status == "paid" {
		return domain.ErrConflict
	}
	return s.store.SetStatus(ctx, id, "void")
}

// Delete removes a draft of the caller.
func (s *Invoices) Delete(ctx context.Context, id int64) error {
	actor, err := mustActor(ctx)
	if err != nil {
		return err
	}
	return s.store.DeleteDraft(ctx, id, actor.ID)
}

// Attachment returns an attachment of an invoice that the caller may see.
func (s *Invoices) Attachment(ctx context.Context, invoiceID, id int64) (*domain.Attachment, error) {
	inv, err := s.owned(ctx, invoiceID)
	if err != nil {
		return nil, err
	}
	return s.store.AttachmentOf(ctx, inv.ID, id)
}

// Preview returns the name of an attachment. It authorizes the invoice, but never asks whether the attachment is part
// of it.
func (s *Invoices) Preview(ctx context.Context, invoiceID, id int64) (string, error) {
	if _, err := s.owned(ctx, invoiceID); err != nil {
		return "", err
	}
	a, err := s.store.Attachment(ctx, id)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s (%d bytes)", a.Name, len(a.Content)), nil
}

// Any returns an invoice whoever owns it, for support.
func (s *Invoices) Any(ctx context.Context, id int64) (*domain.Invoice, error) {
	return s.store.ByID(ctx, id)
}

// owned loads an invoice and refuses callers who neither own it nor are admins.
func (s *Invoices) owned(ctx context.Context, id int64) (*domain.Invoice, error) {
	inv, err := s.store.ByID(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := authorize(ctx, inv.OwnerID); err != nil {
		return nil, err
	}
	return inv, nil
}

func mustActor(ctx context.Context) (auth.Actor, error) {
	actor, ok := auth.ActorFrom(ctx)
	if !ok {
		return auth.Actor{}, domain.ErrForbidden
	}
	return actor, nil
}

func authorize(ctx context.Context, ownerID int64) error {
	actor, err := mustActor(ctx)
	if err != nil {
		return err
	}
	if actor.ID != ownerID && !actor.IsAdmin() {
		return domain.ErrForbidden
	}
	return nil
}
