// Package unprovenparameter is a library: nobody in sight calls its exported functions, so that their parameters are
// not proven safe.
package unprovenparameter

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strings"
)

//go:embed *.sql
var migrations embed.FS

// Count counts the rows of any table.
func Count(ctx context.Context, db *sql.DB, table string) (n int, err error) {
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n) // want sqlconcat
	return n, err
}

// CountUsers counts the rows of one table.
func CountUsers(ctx context.Context, db *sql.DB) (int, error) { return count(ctx, db, "users") }

// CountGroups counts the rows of another.
func CountGroups(ctx context.Context, db *sql.DB) (int, error) { return count(ctx, db, "groups") }

func count(ctx context.Context, db *sql.DB, table string) (n int, err error) {
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n) // ok: both callers pass constants
	return n, err
}

// Query runs a whole query of the caller: that is what the function is for.
func Query(ctx context.Context, db *sql.DB, query string, args ...any) (*sql.Rows, error) {
	return db.QueryContext(ctx, query, args...) // ok: nothing is built here
}

// Migrate runs the embedded files.
func Migrate(ctx context.Context, db *sql.DB) error {
	entries, err := migrations.ReadDir(".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		text, err := migrations.ReadFile(e.Name())
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, string(text)); err != nil { // ok: files embedded at build time
			return fmt.Errorf("migrate %s: %w", e.Name(), err)
		}
	}
	return nil
}

// Table is one of a few tables.
type Table int

// The tables.
const (
	Users Table = iota
	Groups
)

// String implements fmt.Stringer.
func (t Table) String() string {
	if t == Users {
		return "users"
	}
	return "groups"
}

// Truncate empties a table.
func Truncate(ctx context.Context, db *sql.DB, t Table) error {
	_, err := db.ExecContext(ctx, fmt.Sprintf("TRUNCATE %s", t)) // ok: the type prints constants only
	return err
}

// Page returns a page of users.
func Page(ctx context.Context, db *sql.DB, limit, offset int, ids []int64) (*sql.Rows, error) {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = fmt.Sprint(id)
	}
	query := fmt.Sprintf("SELECT id FROM users WHERE id NOT IN (%s) LIMIT %d OFFSET %d", strings.Join(parts, ","), limit, offset)
	return db.QueryContext(ctx, query) // ok: numbers only
}
