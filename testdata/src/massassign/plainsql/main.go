// Command plainsql decodes bodies into what statements with placeholders write, column by column.
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

type user struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	IsAdmin bool   `json:"isAdmin"`
}

type key struct{}

var (
	db      *sql.DB
	queries *Queries
)

func caller(r *http.Request) *user { u, _ := r.Context().Value(key{}).(*user); return u }

func auth(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var u user
		row := db.QueryRowContext(r.Context(), "SELECT id, name, is_admin FROM users WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&u.ID, &u.Name, &u.IsAdmin); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h(w, r.WithContext(context.WithValue(r.Context(), key{}, &u)))
	}
}

func readJSON(w http.ResponseWriter, r *http.Request, dst any) error {
	return json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(dst)
}

func save(ctx context.Context, u *user) error {
	_, err := db.ExecContext(ctx, "UPDATE users SET name = $1, is_admin = $2 WHERE id = $3", u.Name, u.IsAdmin, u.ID)
	return err
}

func rename(ctx context.Context, u *user) error {
	_, err := db.ExecContext(ctx, "UPDATE users SET name = $1 WHERE id = $2 AND is_admin = $3", u.Name, u.ID, u.IsAdmin)
	return err
}

func answer(w http.ResponseWriter, err error) {
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func update(w http.ResponseWriter, r *http.Request) {
	u := *caller(r)
	id := u.ID
	if err := readJSON(w, r, &u); err != nil { // want massassign `user.IsAdmin`
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	u.ID = id
	answer(w, save(r.Context(), &u))
}

func updateFresh(w http.ResponseWriter, r *http.Request) {
	var u user
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil { // want massassign `user.IsAdmin`
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	u.ID = caller(r).ID
	answer(w, save(r.Context(), &u))
}

func updateKept(w http.ResponseWriter, r *http.Request) {
	var u user
	if err := readJSON(w, r, &u); err != nil { // ok: the property is set again
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	u.ID, u.IsAdmin = caller(r).ID, caller(r).IsAdmin
	answer(w, save(r.Context(), &u))
}

func updateName(w http.ResponseWriter, r *http.Request) {
	var u user
	if err := readJSON(w, r, &u); err != nil { // ok: the statement does not write the property
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	u.ID = caller(r).ID
	answer(w, rename(r.Context(), &u))
}

// invitation is what clients may say.
type invitation struct {
	Email string `json:"email"`
	Role  string `json:"role"`
}

func invite(w http.ResponseWriter, r *http.Request) {
	var in invitation
	if err := readJSON(w, r, &in); err != nil { // ok: a type of its own says what clients may choose
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	_, err := db.ExecContext(r.Context(), "INSERT INTO invitations (email, role, by) VALUES ($1, $2, $3)", in.Email, in.Role, caller(r).ID)
	answer(w, err)
}

func createCustomer(w http.ResponseWriter, r *http.Request) {
	var p CreateCustomerParams
	if err := readJSON(w, r, &p); err != nil { // want massassign `CreateCustomerParams.AccountID`
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer(w, queries.CreateCustomer(r.Context(), p))
}

func createOwnCustomer(w http.ResponseWriter, r *http.Request) {
	var p CreateCustomerParams
	if err := readJSON(w, r, &p); err != nil { // ok: the account is the caller's
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	p.AccountID = caller(r).ID
	answer(w, queries.CreateCustomer(r.Context(), p))
}

func main() {
	var err error
	if db, err = sql.Open("pgx", os.Getenv("DATABASE_URL")); err != nil {
		log.Fatal(err)
	}
	queries = &Queries{db}
	http.HandleFunc("PUT /me", auth(update))
	http.HandleFunc("PUT /me/fresh", auth(updateFresh))
	http.HandleFunc("PUT /me/kept", auth(updateKept))
	http.HandleFunc("PUT /me/name", auth(updateName))
	http.HandleFunc("POST /invitations", auth(invite))
	http.HandleFunc("POST /customers", auth(createCustomer))
	http.HandleFunc("POST /customers/own", auth(createOwnCustomer))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
