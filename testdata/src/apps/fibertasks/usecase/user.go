// Package usecase holds the rules of the task board.
package usecase

import (
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"go.uber.org/zap"
	"golang.org/x/crypto/bcrypt"

	"fixtures/apps/fibertasks/entity"
	"fixtures/apps/fibertasks/repository"
)

// The errors that clients may see.
var (
	ErrLogin     = errors.New("wrong email or password")
	ErrForbidden = errors.New("you are not a member of this board")
	ErrNotFound  = errors.New("there is no such object")
)

// RegisterRequest is the body of a registration.
type RegisterRequest struct {
	Email    string `json:"email"`
	Name     string `json:"name"`
	Password string `json:"password"`
}

// Caller is an authenticated user.
type Caller struct {
	ID      uint
	IsAdmin bool
}

// UserUseCase registers users and logs them in.
type UserUseCase struct {
	users *repository.UserRepository
	log   *zap.Logger
	key   []byte
}

// NewUserUseCase returns the use cases of users.
func NewUserUseCase(users *repository.UserRepository, log *zap.Logger, key []byte) *UserUseCase {
	return &UserUseCase{users, log, key}
}

// Register opens an account.
func (u *UserUseCase) Register(req *RegisterRequest) (*entity.User, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(req.Password), bcrypt.DefaultCost)
	if err != nil {
		u.log.Error("hash password", zap.Error(err)) // ok: the error carries no password
		return nil, err
	}
	user := &entity.User{Email: req.Email, Name: req.Name, Password: string(hash)}
	if err := u.users.Create(user); err != nil {
		return nil, err
	}
	u.log.Info("registered", zap.Uint("user", user.ID), zap.String("email", user.Email)) // ok: no secret
	return user, nil
}

// Login issues a token.
func (u *UserUseCase) Login(email, password string) (string, error) {
	user, err := u.users.FindByEmail(email)
	if err != nil || bcrypt.CompareHashAndPassword([]byte(user.Password), []byte(password)) != nil {
		return "", ErrLogin
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"uid": user.ID, "adm": user.IsAdmin, "exp": time.Now().Add(12 * time.Hour).Unix(),
	}).SignedString(u.key)
	if err != nil {
		return "", err
	}
	u.log.Debug("token issued", zap.Uint("user", user.ID), zap.String("token", token)) // want secretlog
	return token, nil
}

// Verify returns the user of a token.
func (u *UserUseCase) Verify(raw string) (*Caller, error) {
	token, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return u.key, nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		return nil, err
	}
	claims, ok := token.Claims.(jwt.MapClaims)
	if !ok {
		return nil, jwt.ErrTokenInvalidClaims
	}
	uid, ok := claims["uid"].(float64)
	if !ok {
		return nil, jwt.ErrTokenInvalidClaims
	}
	admin, _ := claims["adm"].(bool)
	return &Caller{ID: uint(uid), IsAdmin: admin}, nil
}

// All returns all accounts.
func (u *UserUseCase) All() ([]entity.User, error) { return u.users.All() }

// Profile returns an account.
func (u *UserUseCase) Profile(id uint) (*entity.User, error) { return u.users.FindByID(id) }
