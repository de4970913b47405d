// Command chihelpers answers through helpers and services.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type Device struct {
	ID          int64
	Name        string
	AccessToken string
}

type DeviceView struct {
	ID   int64
	Name string
}

func viewOf(d Device) DeviceView { return DeviceView{ID: d.ID, Name: d.Name} }

// Session is known by its token.
type Session struct {
	ID    int64
	Token string
}

// Page has a token that says where the next one begins.
type Page struct {
	Names     []string
	PageToken string
}

type repository interface {
	Find(ctx context.Context, id string) (Device, error)
	Names(ctx context.Context) ([]Device, error)
}

type pool struct{ *pgxpool.Pool }

func (p pool) Find(ctx context.Context, id string) (d Device, err error) {
	err = p.QueryRow(ctx, `SELECT id, name, access_token FROM devices WHERE id = $1`, id).Scan(&d.ID, &d.Name, &d.AccessToken)
	return d, err
}

func (p pool) Names(ctx context.Context) ([]Device, error) {
	rows, err := p.Query(ctx, `SELECT id, name FROM devices`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Device, err error) {
		err = row.Scan(&d.ID, &d.Name)
		return d, err
	})
}

type handler struct{ repo repository }

type envelope struct {
	Data  any    `json:"data,omitempty"`
	Error string `json:"error,omitempty"`
}

func respond(w http.ResponseWriter, status int, data any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(envelope{Data: data})
}

func (h *handler) show(w http.ResponseWriter, r *http.Request) {
	d, err := h.repo.Find(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		respond(w, http.StatusNotFound, nil) // ok: no data
		return
	}
	respond(w, http.StatusOK, d) // want dataexposure `handler.show.*Device.AccessToken`
}

func (h *handler) rendered(w http.ResponseWriter, r *http.Request) {
	d, err := h.repo.Find(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		return
	}
	render.JSON(w, r, &d) // want dataexposure `Device.AccessToken`
}

func (h *handler) viewed(w http.ResponseWriter, r *http.Request) {
	d, err := h.repo.Find(r.Context(), chi.URLParam(r, "id"))
	if err != nil {
		return
	}
	respond(w, http.StatusOK, viewOf(d)) // ok: a view without secrets
}

func (h *handler) names(w http.ResponseWriter, r *http.Request) {
	all, err := h.repo.Names(r.Context())
	if err != nil {
		return
	}
	respond(w, http.StatusOK, all) // ok: the tokens are not loaded
}

func (h *handler) sessions(w http.ResponseWriter, r *http.Request) {
	var s Session
	row := h.repo.(pool).QueryRow(r.Context(), `SELECT id, token FROM sessions WHERE id = $1`, chi.URLParam(r, "id"))
	if row.Scan(&s.ID, &s.Token) != nil {
		return
	}
	respond(w, http.StatusOK, s) // want dataexposure `Session.Token`
}

func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	var p Page
	row := h.repo.(pool).QueryRow(r.Context(), `SELECT names, page_token FROM pages WHERE id = $1`, chi.URLParam(r, "id"))
	if row.Scan(&p.Names, &p.PageToken) != nil {
		return
	}
	respond(w, http.StatusOK, p) // ok: a token that opens nothing
}

func main() {
	db, err := pgxpool.New(context.Background(), "postgres://localhost/devices")
	if err != nil {
		log.Fatal(err)
	}
	h := &handler{pool{db}}
	r := chi.NewRouter()
	r.Get("/devices/{id}", h.show)
	r.Get("/devices/{id}/rendered", h.rendered)
	r.Get("/devices/{id}/view", h.viewed)
	r.Get("/names", h.names)
	r.Get("/sessions/{id}", h.sessions)
	r.Get("/pages/{id}", h.page)
	log.Fatal(http.ListenAndServe(":8080", r))
}
