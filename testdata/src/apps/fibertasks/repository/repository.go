// Package repository reads and writes the tables of the task board.
package repository

import "gorm.io/gorm"

// Repository holds what all repositories can do.
type Repository[T any] struct {
	DB *gorm.DB
}

// Create stores an entity.
func (r *Repository[T]) Create(e *T) error { return r.DB.Create(e).Error }

// Save writes an entity back.
func (r *Repository[T]) Save(e *T) error { return r.DB.Save(e).Error }

// FindByID returns the entity with the id.
func (r *Repository[T]) FindByID(id uint) (*T, error) {
	e := new(T)
	if err := r.DB.Where("id = ?", id).Take(e).Error; err != nil {
		return nil, err
	}
	return e, nil
}

// DeleteByID deletes the entity with the id.
func (r *Repository[T]) DeleteByID(id uint) error {
	return r.DB.Where("id = ?", id).Delete(new(T)).Error
}
