// Package store runs queries that others have built.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Store is a store of customers.
type Store struct{ db *sql.DB }

// New returns a store on db.
func New(db *sql.DB) *Store { return &Store{db} }

// Filter selects customers.
type Filter struct {
	Name    string
	OrderBy string
	Columns []string
}

func (s *Store) names(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// List returns the names of the customers that the filter selects; it trusts the filter's order.
func (s *Store) List(ctx context.Context, f Filter) ([]string, error) {
	query := fmt.Sprintf("SELECT name FROM customers WHERE name LIKE $1 ORDER BY %s", f.OrderBy) // want sqlconcat
	return s.names(ctx, query, f.Name+"%")
}

// Exists reports whether a customer has the name.
func (s *Store) Exists(ctx context.Context, name string) (found bool, err error) {
	err = s.db.QueryRowContext(ctx, whereEquals("customers", "name"), name).Scan(&found) // ok: the callers pass constants
	return found, err
}

// whereEquals returns a query for a row whose column has a value.
func whereEquals(table, column string) string {
	return "SELECT EXISTS (SELECT 1 FROM " + table + " WHERE " + column + " = $1)"
}

// Columns returns the values of some columns.
func (s *Store) Columns(ctx context.Context, f Filter) (string, error) {
	var text string
	err := s.db.QueryRowContext(ctx, "SELECT concat("+strings.Join(f.Columns, ", ")+") FROM customers LIMIT 1").Scan(&text) // ok: the only caller sets constants
	return text, err
}
