// Command apikeycompare demands keys from the configuration, compared in several ways.
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type server struct {
	db   *sql.DB
	key  []byte
	keys []string
}

func forbid(w http.ResponseWriter) { http.Error(w, "unknown key", http.StatusForbidden) }

func (s *server) constantTime(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), s.key) != 1 {
			forbid(w)
			return
		}
		next(w, r)
	}
}

// hashed compares digests, so that the length leaks nothing.
func (s *server) hashed(next http.HandlerFunc) http.HandlerFunc {
	want := sha256.Sum256(s.key)
	return func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get("X-API-Key")))
		if subtle.ConstantTimeCompare(got[:], want[:]) == 1 {
			next(w, r)
			return
		}
		forbid(w)
	}
}

func (s *server) equal(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, ok := strings.CutPrefix(r.Header.Get("Authorization"), "ApiKey ")
		if !ok || !bytes.Equal([]byte(key), s.key) {
			forbid(w)
			return
		}
		next(w, r)
	}
}

func (s *server) listed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(s.keys, r.Header.Get("X-API-Key")) {
			forbid(w)
			return
		}
		next(w, r)
	}
}

// signed demands that the caller signs the path.
func (s *server) signed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		mac := hmac.New(sha256.New, s.key)
		mac.Write([]byte(r.URL.Path))
		signature, err := hex.DecodeString(r.Header.Get("X-Signature"))
		if err != nil || !hmac.Equal(signature, mac.Sum(nil)) {
			forbid(w)
			return
		}
		next(w, r)
	}
}

// noted compares and only notes the result.
func (s *server) noted(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		known := subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), s.key) == 1
		log.Printf("known client: %t", known)
		next(w, r)
	}
}

// versioned compares a header that is no credential.
func versioned(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if v := r.Header.Get("X-API-Version"); v != "" && v != "2" {
			http.Error(w, "unsupported version", http.StatusBadRequest)
			return
		}
		next(w, r)
	}
}

func (s *server) parcels(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM parcels`).Scan(&n); err != nil {
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
	s := &server{db, []byte(os.Getenv("API_KEY")), strings.Split(os.Getenv("API_KEYS"), ",")}
	if len(s.key) == 0 {
		log.Fatal("API_KEY is not set")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /a", s.constantTime(s.parcels)) // ok: the key is compared
	mux.HandleFunc("GET /b", s.hashed(s.parcels))       // ok: digests of the key are compared
	mux.HandleFunc("GET /c", s.equal(s.parcels))        // ok: the key is compared
	mux.HandleFunc("GET /d", s.listed(s.parcels))       // ok: the key is one of a list
	mux.HandleFunc("GET /e", s.signed(s.parcels))       // ok: the request is signed
	mux.HandleFunc("GET /f", s.noted(s.parcels))        // want routeauth "GET /f"
	mux.HandleFunc("GET /g", versioned(s.parcels))      // want routeauth "GET /g"
	log.Fatal(http.ListenAndServe(":8080", mux))
}
