// Command printf logs with log and fmt.
package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
)

type user struct {
	ID           int
	Email        string
	PasswordHash string
}

// credentials print without their password.
type credentials struct {
	User     string
	Password string
}

// String implements fmt.Stringer.
func (c credentials) String() string { return c.User + ":***" }

type account struct {
	Name   string
	APIKey string
}

func issue(id int, key []byte) (string, error) {
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": id, "exp": time.Now().Add(time.Hour).Unix(),
	}).SignedString(key)
	if err != nil {
		return "", fmt.Errorf("sign token of %d: %w", id, err)
	}
	fmt.Println("issued", signed)                // want secretlog
	fmt.Printf("issued %d bytes\n", len(signed)) // ok: only the length
	return signed, nil
}

func check(u *user, password string) error {
	if bcrypt.CompareHashAndPassword([]byte(u.PasswordHash), []byte(password)) != nil {
		log.Printf("wrong password %q for %s", password, u.Email) // want secretlog
		log.Printf("wrong password for %s", u.Email)              // ok: the word is no password
		return errors.New("wrong password")
	}
	log.Printf("user %+v logged in", *u)      // want secretlog
	log.Printf("a %T logged in", *u)          // ok: its type
	log.Print(fmt.Sprintf("%T at %p", *u, u)) // ok: its type and address
	log.Printf("user %d logged in", u.ID)     // ok: the id
	log.Println("logged in:", u.ID, u.Email)  // ok: no secret field
	return nil
}

// connect fails with an error that carries the password.
func connect(c credentials) error {
	return fmt.Errorf("cannot log %s in with password %s", c.User, c.Password)
}

func reset(email string) string {
	code := rand.Text()
	fmt.Fprintf(os.Stderr, "reset code for %s is %s\n", email, code)      // want secretlog
	fmt.Fprintf(os.Stderr, "reset code for %s has been created\n", email) // ok: not the code
	return code
}

func main() {
	log.SetFlags(log.LstdFlags | log.Lshortfile)
	c := credentials{User: "admin", Password: os.Getenv("ADMIN_PASSWORD")}
	log.Printf("using %v", c)                                                         // ok: String hides the password
	log.Printf("using %s", c.Password)                                                // want secretlog
	log.Println("using account", account{Name: c.User, APIKey: os.Getenv("API_KEY")}) // want secretlog
	log.Printf("using account %s", account{Name: c.User}.Name)                        // ok: only the name
	if err := connect(c); err != nil {
		log.Printf("connect: %v", err) // want secretlog
	}

	http.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		if err := check(&user{ID: 1, Email: r.FormValue("email")}, r.FormValue("password")); err != nil {
			log.Printf("login: %v", err) // ok: the error carries no secret
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		token, err := issue(1, []byte(os.Getenv("SIGNING_KEY")))
		if err != nil {
			log.Printf("issue: %v", err) // ok: the error carries no secret
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
		_, _ = fmt.Fprintln(w, token) // ok: the response is no log
	})
	http.HandleFunc("POST /reset", func(w http.ResponseWriter, r *http.Request) {
		_ = reset(r.FormValue("email"))
		w.WriteHeader(http.StatusAccepted)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
