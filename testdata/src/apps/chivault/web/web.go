// Package web serves the vault.
package web

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/golang-jwt/jwt/v5"

	"fixtures/apps/chivault/vault"
)

// service is what the handlers need of a vault.
type service interface {
	Open(ctx context.Context, user, folder, id int64) (*vault.File, error)
	Preview(ctx context.Context, user, folder, id int64) (*vault.File, error)
	List(ctx context.Context, user, folder int64) ([]vault.File, error)
	Own(ctx context.Context, user, folder int64) ([]vault.File, error)
	Browse(ctx context.Context, folder int64) ([]vault.File, error)
	Rename(ctx context.Context, user, id int64, name string) error
	Move(ctx context.Context, user, id int64, name string) error
	Remove(ctx context.Context, user, id int64) error
	Purge(ctx context.Context, owner, id int64) error
}

type handlers struct {
	vault service
	key   []byte
}

// New returns the routes.
func New(s service, key []byte) http.Handler {
	h := &handlers{s, key}
	r := chi.NewRouter()
	r.Use(middleware.RequestSize(1 << 20))
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	r.Route("/folders/{folder}", func(r chi.Router) {
		r.Use(h.authenticate)
		r.Get("/files", h.list)
		r.Get("/files/own", h.own)
		r.Get("/files/all", h.browse)
		r.Get("/files/{id}", h.open)
		r.Get("/files/{id}/preview", h.preview)
	})
	r.Group(func(r chi.Router) {
		r.Use(h.authenticate)
		r.Put("/files/{id}/name", h.rename)
		r.Put("/files/{id}/place", h.move)
		r.Delete("/files/{id}", h.remove)
		r.Delete("/files/{id}/versions", h.purge)
	})
	return r
}

type userKey struct{}

func (h *handlers) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var claims jwt.RegisteredClaims
		raw := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		_, err := jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return h.key, nil }, jwt.WithValidMethods([]string{"HS256"}))
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		user, err := strconv.ParseInt(claims.Subject, 10, 64)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

func user(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

func number(r *http.Request, name string) int64 {
	id, _ := strconv.ParseInt(chi.URLParam(r, name), 10, 64)
	return id
}

func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Print("writing an answer failed")
	}
}

func (h *handlers) list(w http.ResponseWriter, r *http.Request) {
	files, err := h.vault.List(r.Context(), user(r), number(r, "folder")) // ok: the service opens the folder for the caller first
	reply(w, files, err)
}

func (h *handlers) own(w http.ResponseWriter, r *http.Request) {
	files, err := h.vault.Own(r.Context(), user(r), number(r, "folder")) // ok: the query names the caller
	reply(w, files, err)
}

// browse lists the files of any folder.
func (h *handlers) browse(w http.ResponseWriter, r *http.Request) {
	files, err := h.vault.Browse(r.Context(), number(r, "folder")) // want ownercheck "GET /folders/{folder}/files/all"
	reply(w, files, err)
}

func (h *handlers) open(w http.ResponseWriter, r *http.Request) {
	file, err := h.vault.Open(r.Context(), user(r), number(r, "folder"), number(r, "id")) // ok: the file is in a folder that the caller may open
	reply(w, file, err)
}

// preview shows any file to whoever may open some folder.
func (h *handlers) preview(w http.ResponseWriter, r *http.Request) {
	file, err := h.vault.Preview(r.Context(), user(r), number(r, "folder"), number(r, "id")) // want ownercheck "GET /folders/{folder}/files/{id}/preview"
	reply(w, file, err)
}

func (h *handlers) rename(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, h.vault.Rename(r.Context(), user(r), number(r, "id"), r.FormValue("name"))) // ok: the file says who may edit it
}

// move asks when the file is already renamed.
func (h *handlers) move(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, h.vault.Move(r.Context(), user(r), number(r, "id"), r.FormValue("name"))) // want ownercheck "PUT /files/{id}/place"
}

func (h *handlers) remove(w http.ResponseWriter, r *http.Request) {
	reply(w, nil, h.vault.Remove(r.Context(), user(r), number(r, "id"))) // ok: the service compares first
}

// purge believes the client who the owner is.
func (h *handlers) purge(w http.ResponseWriter, r *http.Request) {
	owner, _ := strconv.ParseInt(r.URL.Query().Get("owner"), 10, 64)
	reply(w, nil, h.vault.Purge(r.Context(), owner, number(r, "id"))) // want ownercheck "DELETE /files/{id}/versions"
}
