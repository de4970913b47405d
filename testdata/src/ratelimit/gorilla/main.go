// A limiter on a subrouter of gorilla/mux, made in another way for each caller.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"

	"github.com/go-redis/redis_rate/v10"
	"github.com/gorilla/mux"
	"github.com/redis/go-redis/v9"
	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	r := mux.NewRouter()
	l := &limiter{redis_rate.NewLimiter(redis.NewClient(&redis.Options{}))}
	public := r.PathPrefix("/public").Subrouter()
	public.Use(l.middleware)
	public.HandleFunc("/login", login).Methods("POST")       // ok: the subrouter is limited
	r.HandleFunc("/admin/login", adminLogin).Methods("POST") // want ratelimit "POST /admin/login: adminLogin checks a password"
	log.Fatal(http.ListenAndServe(":8080", r))
}

type limiter struct{ rates *redis_rate.Limiter }

// allow asks the store; when it is down, everybody may pass.
func (l *limiter) allow(ctx context.Context, key string) bool {
	res, err := l.rates.Allow(ctx, key, redis_rate.PerMinute(5))
	if err != nil {
		return true
	}
	return res.Allowed > 0
}

func (l *limiter) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !l.allow(r.Context(), r.RemoteAddr) {
			http.Error(w, "later", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func login(w http.ResponseWriter, r *http.Request) { check(w, r) }

func adminLogin(w http.ResponseWriter, r *http.Request) { check(w, r) }

func check(w http.ResponseWriter, r *http.Request) {
	var hash []byte
	db.QueryRow("SELECT hash FROM users WHERE name = $1", r.PostFormValue("name")).Scan(&hash)
	if bcrypt.CompareHashAndPassword(hash, []byte(r.PostFormValue("password"))) != nil {
		http.Error(w, "no", http.StatusUnauthorized)
	}
}
