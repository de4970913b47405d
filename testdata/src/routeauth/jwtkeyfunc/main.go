// Command jwtkeyfunc verifies tokens in its own middleware, and in one place reads them without verifying.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/mux"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type claims struct {
	jwt.RegisteredClaims
	Scopes []string `json:"scopes"`
}

type claimsKey struct{}

type server struct {
	db     *sql.DB
	secret []byte
	parser *jwt.Parser
}

func (s *server) key(t *jwt.Token) (any, error) {
	if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
		return nil, fmt.Errorf("unexpected algorithm %v", t.Header["alg"])
	}
	return s.secret, nil
}

func raw(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func deny(w http.ResponseWriter) { http.Error(w, "unauthorized", http.StatusUnauthorized) }

func (s *server) byClaims(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := new(claims)
		token, err := jwt.ParseWithClaims(raw(r), c, s.key)
		if err != nil || !token.Valid {
			deny(w)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), claimsKey{}, c)))
	})
}

// byAssertion goes on only where the claims of a valid token are there.
func (s *server) byAssertion(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, err := s.parser.Parse(raw(r), s.key)
		if err != nil {
			deny(w)
			return
		}
		if c, ok := token.Claims.(jwt.MapClaims); ok && token.Valid {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), claimsKey{}, c)))
			return
		}
		deny(w)
	})
}

// scoped demands what byClaims stored.
func scoped(scope string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, ok := r.Context().Value(claimsKey{}).(*claims)
		if !ok || !strings.Contains(strings.Join(c.Scopes, " "), scope) {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// unverified believes whatever the token says: everybody can write one.
func (s *server) unverified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := new(claims)
		if _, _, err := s.parser.ParseUnverified(raw(r), c); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), claimsKey{}, c))
		}
		next.ServeHTTP(w, r)
	})
}

// errorIgnored has claims even if the signature is bad.
func (s *server) errorIgnored(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := new(claims)
		_, _ = jwt.ParseWithClaims(raw(r), c, s.key)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), claimsKey{}, c)))
	})
}

func (s *server) cables(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM cables`).Scan(&n); err != nil {
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
	s := &server{db, []byte(os.Getenv("SIGNING_KEY")), jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}))}
	h := http.HandlerFunc(s.cables)
	r := mux.NewRouter()
	r.Handle("/a", s.byClaims(h)).Methods("GET")                 // ok: the token is verified
	r.Handle("/b", s.byAssertion(h)).Methods("GET")              // ok: goes on only with the claims of a valid token
	r.Handle("/c", s.byClaims(scoped("read", h))).Methods("GET") // ok: verified, and a scope demanded
	r.Handle("/d", scoped("read", h)).Methods("GET")             // ok: nobody stores claims, so it refuses everybody
	r.Handle("/e", s.unverified(h)).Methods("GET")               // want routeauth "GET /e"
	r.Handle("/f", s.errorIgnored(h)).Methods("GET")             // want routeauth "GET /f"
	log.Fatal(http.ListenAndServe(":8080", r))
}
