// Command helperchain hands its errors to the helpers of another package.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/errleak/helperchain/web"
)

type tickets struct{ pool *pgxpool.Pool }

func (t *tickets) count(ctx context.Context) (n int, err error) {
	if err := t.pool.QueryRow(ctx, `SELECT count(*) FROM tickets`).Scan(&n); err != nil {
		return 0, fmt.Errorf("count tickets: %w", err)
	}
	return n, nil
}

func (t *tickets) close(ctx context.Context, id string) error {
	tag, err := t.pool.Exec(ctx, `UPDATE tickets SET open = false WHERE id = $1`, id)
	if err != nil {
		return fmt.Errorf("close ticket: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return &web.Refusal{Status: http.StatusNotFound, Text: "no such ticket"}
	}
	return nil
}

type api struct{ tickets *tickets }

func (a *api) loud(w http.ResponseWriter, r *http.Request) {
	n, err := a.tickets.count(r.Context())
	if err != nil {
		web.Internal(w, err)
		return
	}
	web.OK(w, n)
}

func (a *api) quiet(w http.ResponseWriter, r *http.Request) {
	n, err := a.tickets.count(r.Context())
	if err != nil {
		web.Quiet(w, err) // ok: the helper only logs the cause
		return
	}
	web.OK(w, n)
}

func (a *api) mapped(w http.ResponseWriter, r *http.Request) {
	if err := a.tickets.close(r.Context(), chi.URLParam(r, "id")); err != nil {
		web.Mapped(w, err) // ok: the helper hides all but refusals
		return
	}
	web.OK(w, nil)
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{&tickets{pool}}
	r := chi.NewRouter()
	r.Get("/tickets/count", a.loud)
	r.Get("/v2/tickets/count", a.quiet)
	r.Post("/tickets/{id}/close", a.mapped)
	log.Fatal(http.ListenAndServe(":8080", r))
}
