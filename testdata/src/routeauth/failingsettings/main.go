// Command failingsettings wraps every handler in a function that stops all requests when the settings cannot be read.
package main

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/mux"
)

type settings struct{ Key, Banner string }

type backend interface{ Get() (*settings, error) }

type file struct{ path string }

func (f file) Get() (*settings, error) {
	text, err := os.ReadFile(f.path)
	if err != nil {
		return nil, err
	}
	var s settings
	return &s, json.Unmarshal(text, &s)
}

type store struct{ back backend }

// Get is not about the caller: it fails for everybody or for nobody.
func (s *store) Get() (*settings, error) {
	set, err := s.back.Get()
	if err != nil {
		return nil, err
	}
	if set.Banner == "" {
		set.Banner = "notes"
	}
	return set, nil
}

type data struct{ settings *settings }

type handleFunc func(w http.ResponseWriter, r *http.Request, d *data) (int, error)

func handle(fn handleFunc, s *store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		set, err := s.Get()
		if err != nil {
			log.Fatalf("reading the settings: %v", err)
			return
		}
		status, err := fn(w, r, &data{settings: set})
		if status >= 400 || err != nil {
			log.Print(r.URL.Path, status, err)
		}
		if status != 0 {
			http.Error(w, http.StatusText(status), status)
		}
	})
}

var errNoKey = errors.New("no key")

func (d *data) check(r *http.Request) error {
	if r.Header.Get("X-Api-Key") != d.settings.Key {
		return errNoKey
	}
	return nil
}

func withKey(fn handleFunc) handleFunc {
	return func(w http.ResponseWriter, r *http.Request, d *data) (int, error) {
		if err := d.check(r); err != nil {
			return http.StatusUnauthorized, nil
		}
		return fn(w, r, d)
	}
}

var readNotes = withKey(func(w http.ResponseWriter, r *http.Request, d *data) (int, error) { return listNotes(w, r, d) })

var forgotten handleFunc = func(w http.ResponseWriter, r *http.Request, d *data) (int, error) { return listNotes(w, r, d) }

func listNotes(w http.ResponseWriter, r *http.Request, d *data) (int, error) {
	names, err := os.ReadDir("notes")
	if err != nil {
		return http.StatusInternalServerError, err
	}
	return 0, json.NewEncoder(w).Encode(names)
}

func main() {
	s := &store{back: file{path: os.Getenv("SETTINGS")}}
	r := mux.NewRouter()
	api := r.PathPrefix("/api").Subrouter()
	api.Handle("/notes", handle(readNotes, s)).Methods("GET")
	api.Handle("/archive", handle(readNotes, s)).Methods("GET")
	api.Handle("/bin", handle(forgotten, s)).Methods("GET") // want routeauth "GET /api/bin"
	log.Fatal(http.ListenAndServe(":8080", r))
}
