// What looks like a login and is none: the caller is known already, or somebody else checks.
package main

import (
	"database/sql"
	"io"
	"log"
	"net/http"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/oauth2"
)

var db *sql.DB

var provider = &oauth2.Config{}

func main() {
	mux := http.NewServeMux()
	mux.Handle("PUT /password", requireUser(http.HandlerFunc(change))) // ok: only the account of the caller
	mux.Handle("POST /users", requireUser(http.HandlerFunc(create)))   // ok: only users make users
	mux.HandleFunc("GET /login", form)                                 // ok: shows a form
	mux.HandleFunc("POST /login/provider", begin)                      // ok: the provider checks
	mux.HandleFunc("POST /orders", order)                              // ok: no credential
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		if db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&user) != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func change(w http.ResponseWriter, r *http.Request) {
	if bcrypt.CompareHashAndPassword(nil, []byte(r.PostFormValue("old"))) != nil {
		http.Error(w, "no", http.StatusForbidden)
	}
}

func create(w http.ResponseWriter, r *http.Request) {
	hash, _ := bcrypt.GenerateFromPassword([]byte(r.PostFormValue("password")), bcrypt.DefaultCost)
	db.Exec("INSERT INTO users (name, hash) VALUES ($1, $2)", r.PostFormValue("name"), hash)
}

func form(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<form>") }

func begin(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, provider.AuthCodeURL("state"), http.StatusFound)
}

func order(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO orders (item) VALUES ($1)", r.PostFormValue("item"))
}
