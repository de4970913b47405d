// Command anonymoususer puts a user into every request, the anonymous one if need be, and lets a second middleware refuse
// that one.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type user struct {
	ID        int64
	Activated bool
}

var anonymous = &user{}

func (u *user) isAnonymous() bool { return u == anonymous }

type contextKey string

const userContextKey = contextKey("user")

type application struct{ db *sql.DB }

func contextSetUser(r *http.Request, u *user) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), userContextKey, u))
}

func contextGetUser(r *http.Request) *user {
	u, ok := r.Context().Value(userContextKey).(*user)
	if !ok {
		panic("missing user value in request context")
	}
	return u
}

func (app *application) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Authorization")
		header := r.Header.Get("Authorization")
		if header == "" {
			next.ServeHTTP(w, contextSetUser(r, anonymous))
			return
		}
		token, ok := strings.CutPrefix(header, "Bearer ")
		if !ok {
			app.invalidToken(w)
			return
		}
		u := new(user)
		err := app.db.QueryRowContext(r.Context(), `SELECT id, activated FROM users WHERE token = $1`, token).Scan(&u.ID, &u.Activated)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			app.invalidToken(w)
			return
		case err != nil:
			http.Error(w, "the server encountered a problem", http.StatusInternalServerError)
			return
		}
		next.ServeHTTP(w, contextSetUser(r, u))
	})
}

func (app *application) invalidToken(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", "Bearer")
	http.Error(w, "invalid or missing token", http.StatusUnauthorized)
}

func (app *application) requireAuthenticated(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if contextGetUser(r).isAnonymous() {
			app.invalidToken(w)
			return
		}
		next(w, r)
	}
}

func (app *application) requireActivated(next http.HandlerFunc) http.HandlerFunc {
	fn := func(w http.ResponseWriter, r *http.Request) {
		if !contextGetUser(r).Activated {
			http.Error(w, "your account must be activated", http.StatusForbidden)
			return
		}
		next(w, r)
	}
	return app.requireAuthenticated(fn)
}

func (app *application) films(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := app.db.QueryRowContext(r.Context(), `SELECT count(*) FROM films`).Scan(&n); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	app := &application{db}
	r := chi.NewRouter()
	r.Use(app.authenticate)
	r.Get("/a", app.requireAuthenticated(app.films)) // ok: the anonymous user is refused
	r.Get("/b", app.requireActivated(app.films))     // ok: the anonymous user is refused
	r.Get("/c", app.films)                           // want routeauth "GET /c"
	r.Put("/d", app.films)                           // want routeauth "PUT /d"
	log.Fatal(http.ListenAndServe(":8080", r))
}
