package replay

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"

	"fixtures/replay/store"
)

// Store returns a store with one caller and some orders.
func Store() *store.Store { return store.New(sql.OpenDB(database{})) }

// database answers the queries of package store.
type database struct{}

func (d database) Connect(context.Context) (driver.Conn, error) { return connection{}, nil }
func (database) Driver() driver.Driver                          { return nil }

type connection struct{ driver.Conn }

func (connection) Close() error { return nil }

func (connection) QueryContext(_ context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	switch {
	case strings.Contains(query, "FROM orders"):
		return &rows{text: marker}, nil
	case strings.Contains(query, "FROM callers"):
		return &rows{text: caller, done: args[0].Value != token}, nil
	}
	return nil, errors.New("replay: unexpected query: " + query)
}

// rows is a result with one column and at most one row.
type rows struct {
	text string
	done bool
}

func (*rows) Columns() []string { return []string{"text"} }
func (*rows) Close() error      { return nil }

func (r *rows) Next(dest []driver.Value) error {
	if r.done {
		return io.EOF
	}
	dest[0], r.done = r.text, true
	return nil
}
