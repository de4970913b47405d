// Logins and registrations of net/http, some of them behind a limiter.
package main

import (
	"database/sql"
	"io"
	"log"
	"net/http"
	"net/smtp"
	"time"

	"github.com/didip/tollbooth/v7"
	"github.com/golang-jwt/jwt/v5"
	"github.com/pquerna/otp/totp"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/time/rate"
)

var db *sql.DB

var key []byte

func main() {
	mux := http.NewServeMux()
	mux.Handle("POST /login", limited(http.HandlerFunc(login)))             // ok: behind a limiter
	mux.HandleFunc("POST /admin/login", adminLogin)                         // want ratelimit "POST /admin/login: adminLogin checks a password, and nothing on its way limits"
	mux.HandleFunc("POST /code", code)                                      // want ratelimit "POST /code: code checks a one-time code"
	mux.HandleFunc("POST /users", register)                                 // want ratelimit "POST /users: register hashes a password"
	mux.HandleFunc("POST /forgotten", forgotten)                            // want ratelimit "POST /forgotten: forgotten sends a message"
	mux.HandleFunc("POST /refresh", refresh)                                // want ratelimit "POST /refresh: refresh issues a token"
	mux.Handle("POST /waiting", waits(http.HandlerFunc(waitingLogin)))      // ok: the client waits
	mux.Handle("POST /tolled", tollbooth.LimitFuncHandler(toll, tollLogin)) // ok: a library limits
	mux.Handle("POST /rateLimited", RateLimit(http.HandlerFunc(renamed)))   // want ratelimit "POST /rateLimited: renamed checks a password"
	mux.HandleFunc("POST /asked", asked)                                    // ok: the handler asks a limiter
	mux.HandleFunc("GET /orders", orders)                                   // ok: no way to an account
	log.Fatal(http.ListenAndServe(":8080", mux))
}

var toll = tollbooth.NewLimiter(1, nil)

var limiter = rate.NewLimiter(rate.Every(3*time.Minute), 5)

func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !limiter.Allow() {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func waits(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := limiter.Wait(r.Context()); err != nil {
			return
		}
		next.ServeHTTP(w, r)
	})
}

// RateLimit has the name of a limiter and limits nothing.
func RateLimit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-RateLimit-Limit", "5")
		next.ServeHTTP(w, r)
	})
}

func check(r *http.Request) bool {
	var hash []byte
	db.QueryRow("SELECT hash FROM users WHERE name = $1", r.PostFormValue("name")).Scan(&hash)
	return bcrypt.CompareHashAndPassword(hash, []byte(r.PostFormValue("password"))) == nil
}

func answer(w http.ResponseWriter, ok bool) {
	if !ok {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	io.WriteString(w, "welcome")
}

func login(w http.ResponseWriter, r *http.Request)        { answer(w, check(r)) }
func adminLogin(w http.ResponseWriter, r *http.Request)   { answer(w, check(r)) }
func waitingLogin(w http.ResponseWriter, r *http.Request) { answer(w, check(r)) }
func tollLogin(w http.ResponseWriter, r *http.Request)    { answer(w, check(r)) }
func renamed(w http.ResponseWriter, r *http.Request)      { answer(w, check(r)) }

func asked(w http.ResponseWriter, r *http.Request) {
	if !limiter.Allow() {
		http.Error(w, "later", http.StatusTooManyRequests)
		return
	}
	answer(w, check(r))
}

func code(w http.ResponseWriter, r *http.Request) {
	var secret string
	db.QueryRow("SELECT secret FROM users WHERE name = $1", r.PostFormValue("name")).Scan(&secret)
	answer(w, totp.Validate(r.PostFormValue("code"), secret))
}

func register(w http.ResponseWriter, r *http.Request) {
	hash, _ := bcrypt.GenerateFromPassword([]byte(r.PostFormValue("password")), bcrypt.DefaultCost)
	db.Exec("INSERT INTO users (name, hash) VALUES ($1, $2)", r.PostFormValue("name"), hash)
}

func forgotten(w http.ResponseWriter, r *http.Request) {
	smtp.SendMail("mail:25", nil, "no-reply@example.com", []string{r.PostFormValue("mail")}, []byte("a link"))
}

func refresh(w http.ResponseWriter, r *http.Request) {
	token, _ := jwt.New(jwt.SigningMethodHS256).SignedString(key)
	io.WriteString(w, token)
}

func orders(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "[]") }
