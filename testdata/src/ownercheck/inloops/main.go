// Command inloops deletes many notes at once, and compares the owner of each before.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type userKey struct{}

type note struct{ ID, OwnerID int64 }

type api struct{ db *sql.DB }

func (a *api) requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := a.db.QueryRow(`SELECT user_id FROM sessions WHERE token = $1`, r.Header.Get("Authorization")).Scan(&user)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

func (a *api) find(ctx context.Context, id int64) (note, error) {
	var n note
	err := a.db.QueryRowContext(ctx, `SELECT id, owner_id FROM notes WHERE id = $1`, id).Scan(&n.ID, &n.OwnerID)
	return n, err
}

func (a *api) remove(ctx context.Context, id int64) error {
	_, err := a.db.ExecContext(ctx, `DELETE FROM notes WHERE id = $1`, id)
	return err
}

func (a *api) isAdmin(ctx context.Context) bool {
	var admin bool
	err := a.db.QueryRowContext(ctx, `SELECT is_admin FROM users WHERE id = $1`, ctx.Value(userKey{})).Scan(&admin)
	return err == nil && admin
}

// removeAll compares all before it deletes the first.
func (a *api) removeAll(w http.ResponseWriter, r *http.Request) {
	var in struct {
		IDs []int64 `json:"ids"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&in); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	var notes []note
	for _, id := range in.IDs {
		n, err := a.find(r.Context(), id) // ok: compared below
		if err != nil {
			http.Error(w, "no such note", http.StatusNotFound)
			return
		}
		if n.OwnerID != r.Context().Value(userKey{}) && !a.isAdmin(r.Context()) {
			http.Error(w, "no such note", http.StatusNotFound)
			return
		}
		notes = append(notes, n)
	}
	for _, n := range notes {
		if err := a.remove(r.Context(), n.ID); err != nil { // ok: all were compared
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
	}
}

// removeSome counts those of others, and deletes them too.
func (a *api) removeSome(w http.ResponseWriter, r *http.Request) {
	var in struct {
		IDs []int64 `json:"ids"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&in); err != nil {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	strangers := 0
	for _, id := range in.IDs {
		n, err := a.find(r.Context(), id) // want ownercheck "POST /notes/some/delete: note is deleted by a client-chosen id"
		if err != nil {
			http.Error(w, "no such note", http.StatusNotFound)
			return
		}
		if n.OwnerID != r.Context().Value(userKey{}) {
			strangers++
		}
		if err := a.remove(r.Context(), n.ID); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
	}
	log.Printf("deleted %d notes of others", strangers)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	a := &api{db}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes/all/delete", a.removeAll)
	mux.HandleFunc("POST /notes/some/delete", a.removeSome)
	log.Fatal(http.ListenAndServe(":8080", a.requireUser(mux)))
}
