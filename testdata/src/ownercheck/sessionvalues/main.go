// Command sessionvalues knows its callers by what a session of a library holds.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/sessions"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type app struct {
	db    *sql.DB
	store sessions.Store
}

type userKey struct{}

func (a *app) requireLogin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := a.store.Get(r, "session")
		if err != nil {
			http.Error(w, "no session", http.StatusInternalServerError)
			return
		}
		user, ok := s.Values["user_id"].(int)
		if !ok {
			http.Error(w, "log in first", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
	})
}

// login puts into the session whose password it was.
func (a *app) login(w http.ResponseWriter, r *http.Request) {
	var id int
	row := a.db.QueryRow(`SELECT id FROM users WHERE name = $1 AND password = crypt($2, password)`, r.FormValue("name"), r.FormValue("password"))
	if err := row.Scan(&id); err != nil {
		http.Error(w, "no such user", http.StatusUnauthorized)
		return
	}
	s, _ := a.store.Get(r, "session")
	s.Values["user_id"] = id
	_ = s.Save(r, w)
}

func (a *app) remove(w http.ResponseWriter, r *http.Request) {
	user := r.Context().Value(userKey{}).(int)
	if _, err := a.db.Exec(`DELETE FROM posts WHERE id = $1 AND author_id = $2`, r.PathValue("id"), user); err != nil { // ok: only the author's
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (a *app) hide(w http.ResponseWriter, r *http.Request) {
	if _, err := a.db.Exec(`UPDATE posts SET hidden = true WHERE id = $1`, r.PathValue("id")); err != nil { // want ownercheck "POST /posts/{id}/hide"
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	a := &app{db, sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.Handle("DELETE /posts/{id}", a.requireLogin(http.HandlerFunc(a.remove)))
	mux.Handle("POST /posts/{id}/hide", a.requireLogin(http.HandlerFunc(a.hide)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
