// Command refusaltext has handlers that refuse with a header, a status and a text, the way helpers write JSON, and handlers
// that forget to return afterwards. None of them touches a database: what they answer is the data.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
)

type account struct{ Name string }

type key struct{}

var accounts = map[string]*account{os.Getenv("TOKEN"): {Name: "root"}}

// load puts the account of the token into the context if there is one.
func load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a, ok := accounts[r.Header.Get("X-Auth-Token")]; ok {
			r = r.WithContext(context.WithValue(r.Context(), key{}, a))
		}
		next.ServeHTTP(w, r)
	})
}

func accountOf(r *http.Request) *account {
	a, _ := r.Context().Value(key{}).(*account)
	return a
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Print(err)
	}
}

type failure struct {
	Error string `json:"error"`
}

var errStranger = errors.New("stranger")

// demand answers strangers itself and says so.
func demand(w http.ResponseWriter, r *http.Request) error {
	if accountOf(r) == nil {
		writeJSON(w, http.StatusUnauthorized, failure{"log in first"})
		return errStranger
	}
	return nil
}

var reports = []string{"first", "second"}

func viaHelper(w http.ResponseWriter, r *http.Request) {
	if err := demand(w, r); err != nil {
		return
	}
	writeJSON(w, http.StatusOK, reports)
}

func inPlace(w http.ResponseWriter, r *http.Request) {
	if accountOf(r) == nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"error":"forbidden"}`))
		return
	}
	writeJSON(w, http.StatusOK, reports)
}

// resultIgnored goes on after the helper has refused.
func resultIgnored(w http.ResponseWriter, r *http.Request) {
	_ = demand(w, r)
	writeJSON(w, http.StatusOK, reports)
}

// goesOn has forgotten to return.
func goesOn(w http.ResponseWriter, r *http.Request) {
	if accountOf(r) == nil {
		w.WriteHeader(http.StatusUnauthorized)
	}
	_ = json.NewEncoder(w).Encode(reports)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /reports/helper", viaHelper)      // ok: the helper refuses with a text
	mux.HandleFunc("GET /reports/place", inPlace)         // ok: so does the handler
	mux.HandleFunc("GET /reports/ignored", resultIgnored) // want routeauth "GET /reports/ignored"
	mux.HandleFunc("GET /reports/on", goesOn)             // want routeauth "GET /reports/on"
	log.Fatal(http.ListenAndServe(":8080", load(mux)))
}
