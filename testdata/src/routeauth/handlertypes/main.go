// Command handlertypes has handlers and middleware of its own types, which return errors.
package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type statusError struct {
	status int
	text   string
}

func (e statusError) Error() string { return e.text }

// handler is a handler that may fail.
type handler func(w http.ResponseWriter, r *http.Request) error

// middleware wraps handlers.
type middleware func(handler) handler

// ServeHTTP implements http.Handler: it is where refusals become responses.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := h(w, r)
	var se statusError
	switch {
	case errors.As(err, &se):
		http.Error(w, se.text, se.status)
	case err != nil:
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}

type app struct {
	mux *http.ServeMux
	mws []middleware
}

func (a *app) handle(pattern string, h handler, mws ...middleware) {
	for _, m := range append(a.mws, mws...) {
		h = m(h)
	}
	a.mux.Handle(pattern, h)
}

// verb puts the pattern together.
func (a *app) verb(method, path string, h handler) { a.handle(method+" "+path, h) }

func (a *app) get(path string, h handler) { a.verb(http.MethodGet, path, h) }

type server struct{ db *sql.DB }

func (s *server) auth(next handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		_, password, ok := r.BasicAuth()
		if !ok || password != os.Getenv("PASSWORD") {
			return statusError{http.StatusUnauthorized, "unauthorized"}
		}
		return next(w, r)
	}
}

func logged(next handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		err := next(w, r)
		log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
		return err
	}
}

// query answers what a typed function returns.
func query[T any](f func(*http.Request) (T, error)) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := f(r)
		if err != nil {
			return err
		}
		return json.NewEncoder(w).Encode(v)
	}
}

func (s *server) total(r *http.Request) (n int64, err error) {
	err = s.db.QueryRowContext(r.Context(), `SELECT sum(cents) FROM payments`).Scan(&n)
	return n, err
}

// totalsController serves two methods of one path itself.
type totalsController struct{ s *server }

func (t totalsController) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query(t.s.total).ServeHTTP(w, r)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	a := &app{mux: http.NewServeMux(), mws: []middleware{logged}}
	a.handle("GET /a", query(s.total))         // want routeauth "GET /a"
	a.get("/g", query(s.total))                // want routeauth "GET /g"
	a.handle("GET /b", query(s.total), s.auth) // ok: the middleware returns a refusal
	a.mws = append(a.mws, s.auth)
	a.handle("GET /c", query(s.total))                                // ok: the application's list has the guard by now
	a.mux.Handle("GET /d", totalsController{s})                       // want routeauth "GET /d"
	a.mux.Handle("GET /e", s.auth(query(s.total)))                    // ok: wrapped by hand
	a.mux.Handle("GET /f", logged(s.auth(totalsController{s}.serve))) // ok: wrapped by hand
	log.Fatal(http.ListenAndServe(":8080", a.mux))
}

func (t totalsController) serve(w http.ResponseWriter, r *http.Request) error {
	t.ServeHTTP(w, r)
	return nil
}
