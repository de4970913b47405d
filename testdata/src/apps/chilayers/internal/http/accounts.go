package http

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"fixtures/apps/chilayers/internal/domain"
	"fixtures/apps/chilayers/internal/http/respond"
)

// AccountService opens accounts.
type AccountService interface {
	SignUp(ctx context.Context, email, password string) error
	Login(ctx context.Context, email, password string) (string, error)
}

// AccountHandler serves sign-up and login.
type AccountHandler struct{ svc AccountService }

// NewAccountHandler returns a handler on the service.
func NewAccountHandler(svc AccountService) *AccountHandler { return &AccountHandler{svc: svc} }

// Mount registers the public account routes.
func (h *AccountHandler) Mount(r chi.Router) {
	r.Post("/signup", h.signUp) // want ratelimit
	r.Post("/login", h.login)   // ok: login is public by design
}

type accountRequest struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

func decode(w http.ResponseWriter, r *http.Request, v any) bool {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(v); err != nil {
		respond.Error(w, r, &domain.ValidationError{Field: "body", Reason: "is not valid JSON"})
		return false
	}
	return true
}

func (h *AccountHandler) signUp(w http.ResponseWriter, r *http.Request) {
	var in accountRequest
	if !decode(w, r, &in) {
		return
	}
	if !strings.Contains(in.Email, "@") || len(in.Password) < 10 {
		respond.Error(w, r, &domain.ValidationError{Field: "email, password", Reason: "are required, ten characters at least"})
		return
	}
	if err := h.svc.SignUp(r.Context(), in.Email, in.Password); err != nil {
		respond.Error(w, r, err)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (h *AccountHandler) login(w http.ResponseWriter, r *http.Request) {
	var in accountRequest
	if !decode(w, r, &in) {
		return
	}
	token, err := h.svc.Login(r.Context(), in.Email, in.Password)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, map[string]string{"token": token})
}
