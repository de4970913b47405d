// A handler that counts attempts in the database, and one that only knows how to answer an error that it never gets.
package main

import (
	"database/sql"
	"errors"
	"log"
	"net/http"

	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

var errTooMany = errors.New("too many")

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", login)            // ok: counts attempts
	mux.HandleFunc("POST /admin/login", adminLogin) // want ratelimit "POST /admin/login: adminLogin checks a password"
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func login(w http.ResponseWriter, r *http.Request) {
	name := r.PostFormValue("name")
	var hash []byte
	var failed int
	db.QueryRow("SELECT hash, failed FROM users WHERE name = $1", name).Scan(&hash, &failed)
	if failed >= 5 {
		http.Error(w, "locked for a quarter of an hour", http.StatusTooManyRequests)
		return
	}
	if bcrypt.CompareHashAndPassword(hash, []byte(r.PostFormValue("password"))) != nil {
		db.Exec("UPDATE users SET failed = failed + 1 WHERE name = $1", name)
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

func adminLogin(w http.ResponseWriter, r *http.Request) {
	var hash []byte
	err := db.QueryRow("SELECT hash FROM admins WHERE name = $1", r.PostFormValue("name")).Scan(&hash)
	if err != nil {
		fail(w, err)
		return
	}
	fail(w, bcrypt.CompareHashAndPassword(hash, []byte(r.PostFormValue("password"))))
}

// fail answers the errors of all handlers.
func fail(w http.ResponseWriter, err error) {
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, errTooMany):
		w.WriteHeader(http.StatusTooManyRequests)
	case errors.Is(err, sql.ErrNoRows):
		w.WriteHeader(http.StatusUnauthorized)
	default:
		w.WriteHeader(http.StatusInternalServerError)
	}
}
