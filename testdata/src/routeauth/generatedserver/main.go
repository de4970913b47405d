// Command generatedserver mounts a generated server twice: the declared security of its document enforces nothing, a
// middleware does.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/routeauth/generatedserver/api"
)

type server struct{ pool *pgxpool.Pool }

var _ api.ServerInterface = (*server)(nil)

func (s *server) ListPets(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.pool.QueryRow(r.Context(), `SELECT count(*) FROM pets`).Scan(&n); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (s *server) DeletePet(w http.ResponseWriter, r *http.Request, petID string) {
	if _, err := s.pool.Exec(r.Context(), `DELETE FROM pets WHERE id = $1`, petID); err != nil {
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}

func (s *server) GetHealth(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/health" && !s.knows(r.Context(), r.Header.Get("Authorization")) {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// scoped refuses when the operation declares scopes and the caller is unknown.
func (s *server) scoped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, secured := r.Context().Value(api.BearerAuthScopes).([]string); secured && !s.knows(r.Context(), r.Header.Get("Authorization")) {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) knows(ctx context.Context, token string) bool {
	var n int
	err := s.pool.QueryRow(ctx, `SELECT count(*) FROM tokens WHERE token = $1`, token).Scan(&n)
	return err == nil && n == 1
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{pool}

	r := chi.NewRouter()
	api.HandlerWithOptions(s, api.ChiServerOptions{BaseURL: "/v1", BaseRouter: r, Middlewares: []api.MiddlewareFunc{s.auth}})   // ok: the middleware refuses
	api.HandlerWithOptions(s, api.ChiServerOptions{BaseURL: "/v2", BaseRouter: r, Middlewares: []api.MiddlewareFunc{s.scoped}}) // ok: the middleware refuses where the document says so
	log.Fatal(http.ListenAndServe(":8080", r))
}
