package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"golang.org/x/crypto/bcrypt"

	"fixtures/apps/chilayers/internal/domain"
)

// UserStore is where accounts are kept.
type UserStore interface {
	Create(ctx context.Context, email, passwordHash string) (*domain.User, error)
	ByEmail(ctx context.Context, email string) (*domain.User, error)
}

// Issuer issues tokens.
type Issuer interface {
	Issue(userID int64, role string) (string, error)
}

// Accounts is the account service.
type Accounts struct {
	users  UserStore
	tokens Issuer
	log    *slog.Logger
}

// NewAccounts returns a service on the store.
func NewAccounts(users UserStore, tokens Issuer, log *slog.Logger) *Accounts {
	return &Accounts{users: users, tokens: tokens, log: log}
}

// SignUp opens an account.
func (s *Accounts) SignUp(ctx context.Context, email, password string) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return fmt.Errorf("service: hash password: %w", err)
	}
	u, err := s.users.Create(ctx, email, string(hash))
	if err != nil {
		return err
	}
	s.log.InfoContext(ctx, "account opened", "user", u.ID, "email", u.Email) // ok: neither is a secret
	return nil
}

// Login returns a token.
func (s *Accounts) Login(ctx context.Context, email, password string) (string, error) {
	u, err := s.users.ByEmail(ctx, email)
	if errors.Is(err, domain.ErrNotFound) {
		return "", domain.ErrLogin
	}
	if err != nil {
		return "", err
	}
	if bcrypt.CompareHashAndPassword([]byte(u.PasswordHash), []byte(password)) != nil {
		s.log.WarnContext(ctx, "login failed", "user", u) // want secretlog
		return "", domain.ErrLogin
	}
	return s.tokens.Issue(u.ID, u.Role)
}
