// Package domain holds what the billing service talks about.
package domain

import (
	"errors"
	"time"
)

// The errors that callers may see.
var (
	ErrNotFound  = errors.New("not found")
	ErrForbidden = errors.New("not allowed")
	ErrConflict  = errors.New("state does not allow this")
	ErrLogin     = errors.New("wrong email or password")
)

// ValidationError says what is wrong with a request.
type ValidationError struct {
	Field  string
	Reason string
}

func (e *ValidationError) Error() string { return e.Field + ": " + e.Reason }

// User is an account.
type User struct {
	ID           int64
	Email        string
	PasswordHash string
	Role         string
}

// Invoice is a bill that its owner sends to a customer.
type Invoice struct {
	ID         int64     `json:"id"`
	OwnerID    int64     `json:"-"`
	CustomerID int64     `json:"customer_id"`
	Number     string    `json:"number"`
	Cents      int64     `json:"cents"`
	Status     string    `json:"status"`
	CreatedAt  time.Time `json:"created_at"`
}

// Attachment is a document that belongs to an invoice.
type Attachment struct {
	ID        int64
	InvoiceID int64
	Name      string
	Content   []byte
}

// Customer is somebody who gets invoices.
type Customer struct {
	ID      int64  `json:"id"`
	OwnerID int64  `json:"-"`
	Name    string `json:"name"`
	Email   string `json:"email"`
}

// Currency is a currency that invoices can be written in.
type Currency struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Bucket is one line of a report.
type Bucket struct {
	Key   string `json:"key"`
	Count int64  `json:"count"`
	Cents int64  `json:"cents"`
}
