// Package store keeps notes in PostgreSQL.
package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// User is an account.
type User struct {
	ID           int64  `db:"id" json:"id"`
	Email        string `db:"email" json:"email"`
	Role         string `db:"role" json:"role"`
	PasswordHash string `db:"password_hash" json:"-"`
}

// Note is a note of a user.
type Note struct {
	ID       int64  `db:"id" json:"id"`
	OwnerID  int64  `db:"owner_id" json:"-"`
	FolderID *int64 `db:"folder_id" json:"folder_id"`
	Title    string `db:"title" json:"title"`
	Body     string `db:"body" json:"body"`
}

// Version is an earlier state of a note.
type Version struct {
	ID      int64     `db:"id" json:"id"`
	NoteID  int64     `db:"note_id" json:"-"`
	Body    string    `db:"body" json:"body"`
	SavedAt time.Time `db:"saved_at" json:"saved_at"`
}

// Folder holds notes of a user.
type Folder struct {
	ID      int64  `db:"id" json:"id"`
	OwnerID int64  `db:"owner_id" json:"-"`
	Name    string `db:"name" json:"name"`
}

// Store is the database.
type Store struct{ db *sqlx.DB }

// New returns a store on db.
func New(db *sqlx.DB) *Store { return &Store{db} }

// CreateUser opens an account.
func (s *Store) CreateUser(ctx context.Context, u *User) error {
	rows, err := s.db.NamedQueryContext(ctx, `INSERT INTO users (email, password_hash) VALUES (:email, :password_hash) RETURNING id`, u)
	if err != nil {
		return fmt.Errorf("create user: %w", err)
	}
	defer rows.Close()
	if rows.Next() {
		return rows.Scan(&u.ID)
	}
	return rows.Err()
}

// UserByEmail returns the account with the address.
func (s *Store) UserByEmail(ctx context.Context, email string) (*User, error) {
	var u User
	err := s.db.GetContext(ctx, &u, `SELECT id, email, role, password_hash FROM users WHERE email = $1`, email)
	return &u, err
}

// Users returns all accounts.
func (s *Store) Users(ctx context.Context) (list []User, err error) {
	err = s.db.SelectContext(ctx, &list, `SELECT id, email, role FROM users ORDER BY id`)
	return list, err
}

const noteColumns = `id, owner_id, folder_id, title, body`

// Note returns a note whoever owns it.
func (s *Store) Note(ctx context.Context, id int64) (*Note, error) {
	var n Note
	err := s.db.GetContext(ctx, &n, `SELECT `+noteColumns+` FROM notes WHERE id = $1`, id)
	return &n, err
}

// Notes returns the owner's notes in one of a few orders.
func (s *Store) Notes(ctx context.Context, owner int64, order string) (list []Note, err error) {
	column, ok := map[string]string{"title": "title", "newest": "id DESC"}[order]
	if !ok {
		column = "id"
	}
	err = s.db.SelectContext(ctx, &list, `SELECT `+noteColumns+` FROM notes WHERE owner_id = $1 ORDER BY `+column, owner) // ok: a value of a map of constants
	return list, err
}

// Search returns the owner's notes with a word in the given field.
func (s *Store) Search(ctx context.Context, owner int64, field, word string) (list []Note, err error) {
	query := fmt.Sprintf(`SELECT %s FROM notes WHERE owner_id = $1 AND %s ILIKE $2`, noteColumns, field)
	err = s.db.SelectContext(ctx, &list, query, owner, "%"+word+"%") // want sqlconcat
	return list, err
}

// Batch returns those of the owner's notes that have one of the ids.
func (s *Store) Batch(ctx context.Context, owner int64, ids []int64) (list []Note, err error) {
	query, args, err := sqlx.In(`SELECT `+noteColumns+` FROM notes WHERE owner_id = ? AND id IN (?)`, owner, ids)
	if err != nil {
		return nil, err
	}
	err = s.db.SelectContext(ctx, &list, s.db.Rebind(query), args...) // ok: sqlx.In expands placeholders
	return list, err
}

// CreateNote stores a note.
func (s *Store) CreateNote(ctx context.Context, n *Note) error {
	return s.db.GetContext(ctx, &n.ID, `INSERT INTO notes (owner_id, title, body) VALUES ($1, $2, $3) RETURNING id`, n.OwnerID, n.Title, n.Body)
}

// UpdateNote changes title and body.
func (s *Store) UpdateNote(ctx context.Context, n *Note) error {
	_, err := s.db.NamedExecContext(ctx, `UPDATE notes SET title = :title, body = :body WHERE id = :id`, n)
	return err
}

// MoveNote puts a note into a folder.
func (s *Store) MoveNote(ctx context.Context, id, folder int64) error {
	_, err := s.db.ExecContext(ctx, `UPDATE notes SET folder_id = $2 WHERE id = $1`, id, folder)
	return err
}

// DeleteNote deletes a note.
func (s *Store) DeleteNote(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM notes WHERE id = $1`, id)
	return err
}

// History returns the earlier states of a note.
func (s *Store) History(ctx context.Context, noteID int64) (list []Version, err error) {
	err = s.db.SelectContext(ctx, &list, `SELECT id, note_id, body, saved_at FROM versions WHERE note_id = $1 ORDER BY id`, noteID)
	return list, err
}

// Folder returns a folder of the owner.
func (s *Store) Folder(ctx context.Context, owner, id int64) (*Folder, error) {
	var f Folder
	err := s.db.GetContext(ctx, &f, `SELECT id, owner_id, name FROM folders WHERE id = $1 AND owner_id = $2`, id, owner)
	return &f, err
}

// DeleteFolder deletes a folder.
func (s *Store) DeleteFolder(ctx context.Context, id string) (int64, error) {
	res, err := s.db.ExecContext(ctx, `DELETE FROM folders WHERE id = $1`, id)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// Tags returns the tags of all notes.
func (s *Store) Tags(ctx context.Context) (list []string, err error) {
	err = s.db.SelectContext(ctx, &list, `SELECT DISTINCT name FROM tags ORDER BY name`)
	return list, err
}

// Count returns the number of notes.
func (s *Store) Count(ctx context.Context) (n int64, err error) {
	err = s.db.GetContext(ctx, &n, `SELECT count(*) FROM notes`)
	return n, err
}
