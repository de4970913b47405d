// A service in which nothing limits anybody.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", login) // want ratelimit "no route of this program limits how often a client may call it.*POST /login, POST /users"
	mux.HandleFunc("POST /users", register)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func login(w http.ResponseWriter, r *http.Request) {
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
