// Command identityproviders trusts tokens that others issue, verified by their libraries.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	jwtmiddleware "github.com/auth0/go-jwt-middleware/v2"
	"github.com/casbin/casbin/v2"
	clerkhttp "github.com/clerk/clerk-sdk-go/v2/http"
	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type subjectKey struct{}

type server struct {
	db       *sql.DB
	verifier *oidc.IDTokenVerifier
	enforcer *casbin.Enforcer
}

// oidc demands an identity token.
func (s *server) oidc(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		token, err := s.verifier.Verify(r.Context(), raw)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), subjectKey{}, token.Subject)))
	})
}

// greets uses the token where there is one.
func (s *server) greets(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if token, err := s.verifier.Verify(r.Context(), raw); err == nil {
			w.Header().Set("X-Subject", token.Subject)
		}
		next.ServeHTTP(w, r)
	})
}

// permitted asks the policy about the subject that oidc stored.
func (s *server) permitted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		subject, _ := r.Context().Value(subjectKey{}).(string)
		ok, err := s.enforcer.Enforce(subject, r.URL.Path, r.Method)
		if err != nil || !ok {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) vaults(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM vaults`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (s *server) validate(ctx context.Context, token string) (any, error) {
	return s.verifier.Verify(ctx, token)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	provider, err := oidc.NewProvider(context.Background(), os.Getenv("ISSUER"))
	if err != nil {
		log.Fatal(err)
	}
	enforcer, err := casbin.NewEnforcer("model.conf", "policy.csv")
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, provider.Verifier(&oidc.Config{ClientID: os.Getenv("CLIENT_ID")}), enforcer}
	strict := jwtmiddleware.New(s.validate)
	lenient := jwtmiddleware.New(s.validate, jwtmiddleware.WithCredentialsOptional(true))
	required := jwtmiddleware.New(s.validate, jwtmiddleware.WithCredentialsOptional(false))

	r := chi.NewRouter()
	r.With(s.oidc).Get("/a", s.vaults)                                 // ok: the identity token is verified
	r.With(s.greets).Get("/b", s.vaults)                               // want routeauth "GET /b"
	r.With(s.permitted).Get("/c", s.vaults)                            // ok: the policy knows no empty subject
	r.With(s.oidc, s.permitted).Get("/d", s.vaults)                    // ok: verified and permitted
	r.With(strict.CheckJWT).Get("/e", s.vaults)                        // ok: refuses without a token
	r.With(lenient.CheckJWT).Get("/f", s.vaults)                       // want routeauth "GET /f"
	r.With(required.CheckJWT).Get("/g", s.vaults)                      // ok: the option is off
	r.With(clerkhttp.RequireHeaderAuthorization()).Get("/h", s.vaults) // ok: refuses without a session
	r.With(clerkhttp.WithHeaderAuthorization()).Get("/i", s.vaults)    // want routeauth "GET /i"
	log.Fatal(http.ListenAndServe(":8080", r))
}
