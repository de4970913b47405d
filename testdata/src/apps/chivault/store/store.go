// Package store keeps files and folders in PostgreSQL.
package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"

	"fixtures/apps/chivault/vault"
)

// Store implements vault.Store.
type Store struct{ db *sqlx.DB }

// New returns a store in a database.
func New(db *sqlx.DB) *Store { return &Store{db} }

// File returns a file by its id.
func (s *Store) File(ctx context.Context, id int64) (*vault.File, error) {
	var f vault.File
	if err := s.db.GetContext(ctx, &f, `SELECT id, folder_id, owner_id, name FROM files WHERE id = $1`, id); err != nil {
		return nil, fmt.Errorf("reading a file: %w", err)
	}
	return &f, nil
}

// Folder returns a folder by its id.
func (s *Store) Folder(ctx context.Context, id int64) (*vault.Folder, error) {
	var f vault.Folder
	if err := s.db.GetContext(ctx, &f, `SELECT id, owner_id, title FROM folders WHERE id = $1`, id); err != nil {
		return nil, fmt.Errorf("reading a folder: %w", err)
	}
	return &f, nil
}

// Find returns the files that a filter lets through.
func (s *Store) Find(ctx context.Context, q vault.Query) ([]vault.File, error) {
	where, args := []string{"1 = 1"}, []any{}
	if q.Folder != nil {
		where, args = append(where, "folder_id = ?"), append(args, *q.Folder)
	}
	if q.Owner != nil {
		where, args = append(where, "owner_id = ?"), append(args, *q.Owner)
	}
	var list []vault.File
	query := s.db.Rebind("SELECT id, folder_id, owner_id, name FROM files WHERE " + strings.Join(where, " AND "))
	return list, s.db.SelectContext(ctx, &list, query, args...)
}

// Shared reports whether a folder is shared with a user.
func (s *Store) Shared(ctx context.Context, folder, user int64) (bool, error) {
	var shared bool
	err := s.db.GetContext(ctx, &shared, `SELECT EXISTS (SELECT 1 FROM shares WHERE folder_id = $1 AND user_id = $2)`, folder, user)
	return shared, err
}

// Rename gives a file another name.
func (s *Store) Rename(ctx context.Context, id int64, name string) error {
	_, err := s.db.ExecContext(ctx, `UPDATE files SET name = $2 WHERE id = $1`, id, name)
	return err
}

// Remove deletes a file in a transaction, together with its versions.
func (s *Store) Remove(ctx context.Context, id int64) error {
	return s.inTx(ctx, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM versions WHERE file_id = $1`, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM files WHERE id = $1`, id)
		return err
	})
}

func (s *Store) inTx(ctx context.Context, f func(*sqlx.Tx) error) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return fmt.Errorf("%w, and %w", err, tx.Rollback())
	}
	return tx.Commit()
}
