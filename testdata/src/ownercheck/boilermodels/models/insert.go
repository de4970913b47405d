package models

import (
	"context"

	"github.com/aarondl/sqlboiler/v4/boil"
)

// Insert is not the generator's: it writes less.
func (o *Post) Insert(ctx context.Context, exec boil.ContextExecutor) error {
	_, err := exec.ExecContext(ctx, "INSERT INTO post (title) VALUES ($1)", o.Title)
	return err
}
