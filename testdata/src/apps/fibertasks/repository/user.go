package repository

import (
	"gorm.io/gorm"

	"fixtures/apps/fibertasks/entity"
)

// UserRepository stores accounts.
type UserRepository struct{ Repository[entity.User] }

// NewUserRepository returns a repository on db.
func NewUserRepository(db *gorm.DB) *UserRepository {
	return &UserRepository{Repository[entity.User]{DB: db}}
}

// FindByEmail returns the account with the address.
func (r *UserRepository) FindByEmail(email string) (*entity.User, error) {
	var u entity.User
	err := r.DB.Where("email = ?", email).Take(&u).Error
	return &u, err
}

// All returns all accounts.
func (r *UserRepository) All() (users []entity.User, err error) {
	err = r.DB.Order("id").Find(&users).Error
	return users, err
}
