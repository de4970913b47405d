// Command harmlesstypes writes values into queries whose type leaves no room for an injection, and one that does.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type api struct{ pool *pgxpool.Pool }

func (a *api) run(w http.ResponseWriter, rows pgx.Rows, err error) {
	if err != nil {
		http.Error(w, "query failed", http.StatusInternalServerError)
		return
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		http.Error(w, "query failed", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, len(names))
}

func (a *api) number(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		http.Error(w, "limit is not a number", http.StatusBadRequest)
		return
	}
	rows, err := a.pool.Query(r.Context(), fmt.Sprintf("SELECT name FROM items LIMIT %d", limit)) // ok: a number
	a.run(w, rows, err)
}

func (a *api) numberAsText(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		http.Error(w, "id is not a number", http.StatusBadRequest)
		return
	}
	rows, err := a.pool.Query(r.Context(), "SELECT name FROM items WHERE id = "+strconv.FormatInt(id, 10)) // ok: a number turned into text
	a.run(w, rows, err)
}

func (a *api) boolean(w http.ResponseWriter, r *http.Request) {
	active := r.URL.Query().Get("active") == "true"
	rows, err := a.pool.Query(r.Context(), fmt.Sprintf("SELECT name FROM items WHERE active = %t", active)) // ok: a boolean
	a.run(w, rows, err)
}

func (a *api) day(w http.ResponseWriter, r *http.Request) {
	day, err := time.Parse(time.DateOnly, r.URL.Query().Get("day"))
	if err != nil {
		http.Error(w, "day is not a date", http.StatusBadRequest)
		return
	}
	rows, err := a.pool.Query(r.Context(), "SELECT name FROM items WHERE day = '"+day.Format(time.DateOnly)+"'") // ok: a time
	a.run(w, rows, err)
}

func (a *api) id(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		http.Error(w, "id is not a UUID", http.StatusBadRequest)
		return
	}
	rows, err := a.pool.Query(r.Context(), fmt.Sprintf("SELECT name FROM items WHERE uuid = '%s'", id)) // ok: a UUID
	a.run(w, rows, err)
}

// table is a numbered shard, as pgx quotes it.
func (a *api) table(w http.ResponseWriter, r *http.Request) {
	name := pgx.Identifier{"items", r.URL.Query().Get("shard")}.Sanitize()
	rows, err := a.pool.Query(r.Context(), "SELECT name FROM "+name) // ok: the identifier is quoted
	a.run(w, rows, err)
}

// status is a string by another name.
type status string

func (a *api) named(w http.ResponseWriter, r *http.Request) {
	s := status(r.URL.Query().Get("status"))
	rows, err := a.pool.Query(r.Context(), fmt.Sprintf("SELECT name FROM items WHERE status = '%s'", s)) // want sqlconcat
	a.run(w, rows, err)
}

// checkedText parses a number, but puts the text it came from into the query.
func (a *api) checkedText(w http.ResponseWriter, r *http.Request) {
	text := r.URL.Query().Get("min")
	if text != "" && len(text) > 10 {
		http.Error(w, "min is too long", http.StatusBadRequest)
		return
	}
	rows, err := a.pool.Query(r.Context(), "SELECT name FROM items WHERE price > "+text) // want sqlconcat
	a.run(w, rows, err)
}

func (a *api) batch(w http.ResponseWriter, r *http.Request) {
	b := &pgx.Batch{}
	b.Queue("UPDATE items SET seen = now() WHERE name = $1", r.FormValue("name")) // ok: a parameter
	b.Queue("UPDATE items SET note = '" + r.FormValue("note") + "'")              // want sqlconcat
	if err := a.pool.SendBatch(r.Context(), b).Close(); err != nil {
		http.Error(w, "update failed", http.StatusInternalServerError)
	}
}

func (a *api) transaction(w http.ResponseWriter, r *http.Request) {
	err := pgx.BeginFunc(r.Context(), a.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(r.Context(), "SET LOCAL statement_timeout = 1000"); err != nil { // ok: a constant
			return err
		}
		_, err := tx.Exec(r.Context(), "DELETE FROM items WHERE name = '"+r.FormValue("name")+"'") // want sqlconcat
		return err
	})
	if err != nil {
		http.Error(w, "delete failed", http.StatusInternalServerError)
	}
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{pool}
	r := chi.NewRouter()
	r.Get("/number", a.number)
	r.Get("/numberastext/{id}", a.numberAsText)
	r.Get("/boolean", a.boolean)
	r.Get("/day", a.day)
	r.Get("/id/{id}", a.id)
	r.Get("/table", a.table)
	r.Get("/named", a.named)
	r.Get("/checkedtext", a.checkedText)
	r.Post("/batch", a.batch)
	r.Post("/transaction", a.transaction)
	log.Fatal(http.ListenAndServe(":8080", r))
}
