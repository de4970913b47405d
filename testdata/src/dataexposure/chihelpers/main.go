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
	log.Fatal(http.ListenAndServe(":8080", r))
}
