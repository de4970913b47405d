// Command chainhelper composes middleware with helpers of its own: loops, recursion, a type with methods, closures.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"slices"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type middleware func(http.Handler) http.Handler

// compose makes one middleware of several, by recursion.
func compose(mws ...middleware) middleware {
	if len(mws) == 0 {
		return func(next http.Handler) http.Handler { return next }
	}
	return func(next http.Handler) http.Handler { return mws[0](compose(mws[1:]...)(next)) }
}

// backward wraps from the last to the first.
func backward(h http.HandlerFunc, mws ...middleware) http.Handler {
	var wrapped http.Handler = h
	for _, mw := range slices.Backward(mws) {
		wrapped = mw(wrapped)
	}
	return wrapped
}

// stack is an immutable list.
type stack struct{ mws []middleware }

func (s stack) with(mws ...middleware) stack {
	return stack{append(slices.Clip(s.mws), mws...)}
}

func (s stack) then(h http.HandlerFunc) http.Handler { return compose(s.mws...)(h) }

// router puts the same middleware around every handler.
type router struct {
	mux *http.ServeMux
	mws []middleware
}

func (r *router) use(mws ...middleware) { r.mws = append(r.mws, mws...) }

func (r *router) handle(pattern string, h http.HandlerFunc) {
	r.mux.Handle(pattern, backward(h, r.mws...))
}

func (r *router) group(fn func(*router)) { fn(&router{r.mux, slices.Clone(r.mws)}) }

type server struct{ db *sql.DB }

func (s *server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&user)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method, r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func (s *server) gates(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM gates`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.Handle("GET /a", compose(logged, s.authenticate)(http.HandlerFunc(s.gates))) // ok: composed with the guard
	mux.Handle("GET /b", compose(logged)(http.HandlerFunc(s.gates)))                 // want routeauth "GET /b"
	mux.Handle("GET /c", backward(s.gates, logged, s.authenticate))                  // ok: a loop wraps the guard around
	mux.Handle("GET /d", backward(s.gates))                                          // want routeauth "GET /d"

	base := stack{}.with(logged)
	private := base.with(s.authenticate)
	mux.Handle("GET /e", private.then(s.gates)) // ok: the longer stack has the guard
	mux.Handle("GET /f", base.then(s.gates))    // want routeauth "GET /f"

	r := &router{mux: mux}
	r.handle("GET /g", s.gates) // want routeauth "GET /g"
	r.group(func(r *router) {
		r.use(logged, s.authenticate)
		r.handle("GET /h", s.gates) // ok: the group uses the guard
	})
	r.handle("GET /i", s.gates) // want routeauth "GET /i"
	log.Fatal(http.ListenAndServe(":8080", mux))
}
