// Command namedbyhelper asks for settings and for parts of requests through helpers, which alone know the name.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	jwt "github.com/golang-jwt/jwt/v4"
)

func env(key, otherwise string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return otherwise
}

// setting goes through a second helper.
func setting(name string) string { return env(name, "") }

func param(r *http.Request, name string) string { return r.FormValue(name) }

func dsn() string {
	return fmt.Sprintf("host=%s user=%s password=%s", setting("DB_HOST"), setting("DB_USER"), setting("DB_PASSWORD"))
}

func issue(user string) string {
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": user}).SignedString([]byte(env("KEY", "")))
	if err != nil {
		return ""
	}
	return signed
}

func login(w http.ResponseWriter, r *http.Request) {
	log.Println("page", param(r, "page"))         // ok: a number of a page
	log.Println("reset", param(r, "reset_token")) // want secretlog
	token := issue(param(r, "user"))
	log.Println("issued", token) // want secretlog
	_, _ = fmt.Fprintln(w, token)
}

func main() {
	log.Println("listening on", env("ADDR", ":8080"))        // ok: an address
	log.Println("database", setting("DB_HOST"))              // ok: a host
	log.Println("database password", setting("DB_PASSWORD")) // want secretlog
	log.Println("connecting", dsn())                         // want secretlog
	http.HandleFunc("POST /login", login)
	log.Fatal(http.ListenAndServe(env("ADDR", ":8080"), nil))
}
