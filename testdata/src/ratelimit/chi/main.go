// Limiters of chi: one counts requests in some time, the other only how many run at once.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(httprate.LimitByIP(5, 15*time.Minute))
		r.Post("/login", login) // ok: the group is limited
	})
	r.Group(func(r chi.Router) {
		r.Use(middleware.Throttle(100))
		r.Post("/admin/login", adminLogin) // want ratelimit "POST /admin/login: adminLogin checks a password"
	})
	r.With(httprate.Limit(5, time.Minute, httprate.WithKeyFuncs(httprate.KeyByIP))).Post("/users", register) // ok: limited on the route
	log.Fatal(http.ListenAndServe(":8080", r))
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

func register(w http.ResponseWriter, r *http.Request) {
	hash, _ := bcrypt.GenerateFromPassword([]byte(r.PostFormValue("password")), bcrypt.DefaultCost)
	db.Exec("INSERT INTO users (name, hash) VALUES ($1, $2)", r.PostFormValue("name"), hash)
}
