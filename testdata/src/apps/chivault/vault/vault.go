// Package vault decides what users may do with files.
package vault

import (
	"context"
	"errors"
)

// File is a file in a folder.
type File struct {
	ID       int64  `db:"id" json:"id"`
	FolderID int64  `db:"folder_id" json:"folder_id"`
	OwnerID  int64  `db:"owner_id" json:"-"`
	Name     string `db:"name" json:"name"`
}

// Folder holds files.
type Folder struct {
	ID      int64  `db:"id" json:"id"`
	OwnerID int64  `db:"owner_id" json:"-"`
	Title   string `db:"title" json:"title"`
}

// EditableBy reports whether a user may change the file.
func (f *File) EditableBy(user int64) bool { return f.OwnerID == user }

// Query chooses files.
type Query struct{ Folder, Owner *int64 }

// Store keeps files.
type Store interface {
	File(ctx context.Context, id int64) (*File, error)
	Folder(ctx context.Context, id int64) (*Folder, error)
	Find(ctx context.Context, q Query) ([]File, error)
	Shared(ctx context.Context, folder, user int64) (bool, error)
	Rename(ctx context.Context, id int64, name string) error
	Remove(ctx context.Context, id int64) error
}

// The refusals.
var (
	ErrForbidden = errors.New("not yours")
	ErrNotFound  = errors.New("no such file")
)

// Vault is the service.
type Vault struct{ store Store }

// New returns a vault in a store.
func New(s Store) *Vault { return &Vault{s} }

// mayOpen asks whether a user owns a folder, or shares it.
func (v *Vault) mayOpen(ctx context.Context, folder, user int64) error {
	f, err := v.store.Folder(ctx, folder)
	if err != nil {
		return ErrNotFound
	}
	if f.OwnerID == user {
		return nil
	}
	shared, err := v.store.Shared(ctx, folder, user)
	if err != nil || !shared {
		return ErrForbidden
	}
	return nil
}

// Open returns a file of a folder that the user may open.
func (v *Vault) Open(ctx context.Context, user, folder, id int64) (*File, error) {
	if err := v.mayOpen(ctx, folder, user); err != nil {
		return nil, err
	}
	f, err := v.store.File(ctx, id)
	if err != nil || f.FolderID != folder {
		return nil, ErrNotFound
	}
	return f, nil
}

// Preview checks the folder, but not that the file is in it.
func (v *Vault) Preview(ctx context.Context, user, folder, id int64) (*File, error) {
	if err := v.mayOpen(ctx, folder, user); err != nil {
		return nil, err
	}
	return v.store.File(ctx, id)
}

// List returns the files of a folder that the user may open.
func (v *Vault) List(ctx context.Context, user, folder int64) ([]File, error) {
	if err := v.mayOpen(ctx, folder, user); err != nil {
		return nil, err
	}
	return v.store.Find(ctx, Query{Folder: &folder})
}

// Own returns the files of a folder that are the user's.
func (v *Vault) Own(ctx context.Context, user, folder int64) ([]File, error) {
	return v.store.Find(ctx, Query{Folder: &folder, Owner: &user})
}

// Browse returns the files of any folder.
func (v *Vault) Browse(ctx context.Context, folder int64) ([]File, error) {
	return v.store.Find(ctx, Query{Folder: &folder})
}

// Rename renames a file of the user's.
func (v *Vault) Rename(ctx context.Context, user, id int64, name string) error {
	f, err := v.store.File(ctx, id)
	if err != nil || !f.EditableBy(user) {
		return ErrForbidden
	}
	return v.store.Rename(ctx, id, name)
}

// Move forgets what EditableBy says.
func (v *Vault) Move(ctx context.Context, user, id int64, name string) error {
	f, err := v.store.File(ctx, id)
	if err != nil {
		return ErrNotFound
	}
	editable := f.EditableBy(user)
	if err := v.store.Rename(ctx, id, name); err != nil {
		return err
	}
	if !editable {
		return ErrForbidden
	}
	return nil
}

// Remove deletes a file of the user's.
func (v *Vault) Remove(ctx context.Context, user, id int64) error {
	f, err := v.store.File(ctx, id)
	if err != nil || f.OwnerID != user {
		return ErrForbidden
	}
	return v.store.Remove(ctx, f.ID)
}

// Purge deletes a file, and trusts whoever names an owner.
func (v *Vault) Purge(ctx context.Context, owner, id int64) error {
	f, err := v.store.File(ctx, id)
	if err != nil || f.OwnerID != owner {
		return ErrForbidden
	}
	return v.store.Remove(ctx, f.ID)
}
