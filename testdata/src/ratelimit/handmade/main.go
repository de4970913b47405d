// A limiter that the program wrote: a table of addresses that is empty when the program starts, behind an interface.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"sync"

	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	s := &server{limits: &window{seen: map[string]int{}, max: 5}, strict: os.Getenv("STRICT") != ""}
	mux := http.NewServeMux()
	mux.Handle("POST /login", s.limit(http.HandlerFunc(login)))              // ok: the table fills
	mux.Handle("POST /admin/login", s.observe(http.HandlerFunc(adminLogin))) // want ratelimit "POST /admin/login: adminLogin checks a password"
	log.Fatal(http.ListenAndServe(":8080", mux))
}

type allower interface{ allow(key string) bool }

type server struct {
	limits allower
	strict bool
}

type window struct {
	mu   sync.Mutex
	seen map[string]int
	max  int
}

func (w *window) allow(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, known := w.seen[key]
	if !known || n < w.max {
		w.seen[key]++
		return true
	}
	return false
}

func (s *server) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.limits.allow(r.RemoteAddr) {
			s.refuse(w, http.StatusTooManyRequests, "later")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// observe only writes down who is too fast.
func (s *server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.limits.allow(r.RemoteAddr) {
			log.Printf("%s is too fast", r.RemoteAddr)
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
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
