// Command memorystore keeps what its users own in maps.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"strings"
	"sync"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
)

type userKey struct{}

type api struct {
	notes    *notes
	mu       sync.Mutex
	sessions map[string]session
}

// requireUser looks the token up in a map as well.
func (a *api) requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		a.mu.Lock()
		s, ok := a.sessions[token]
		a.mu.Unlock()
		if !ok {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, s.UserID)))
	})
}

func caller(r *http.Request) string {
	user, _ := r.Context().Value(userKey{}).(string)
	return user
}

// login is public: whoever knows the password gets a session.
func (a *api) login(w http.ResponseWriter, r *http.Request) {
	user, password, ok := r.BasicAuth()
	if !ok || password != "open sesame" {
		http.Error(w, "no such user", http.StatusUnauthorized)
		return
	}
	token := uuid.NewString()
	a.mu.Lock()
	a.sessions[token] = session{UserID: user}
	a.mu.Unlock()
	_ = json.NewEncoder(w).Encode(map[string]string{"token": token})
}

func (a *api) create(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&n); err != nil {
		http.Error(w, "bad note", http.StatusBadRequest)
		return
	}
	n.ID, n.UserID = uuid.NewString(), caller(r)
	a.notes.put(&n) // ok: nobody has chosen its id
	w.WriteHeader(http.StatusCreated)
}

func (a *api) read(w http.ResponseWriter, r *http.Request) {
	n, err := a.notes.get(chi.URLParam(r, "id")) // want ownercheck "GET /notes/{id}: note is loaded by a client-chosen id"
	if err != nil {
		http.Error(w, "no such note", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (a *api) readOwn(w http.ResponseWriter, r *http.Request) {
	n, err := a.notes.get(chi.URLParam(r, "id")) // ok: the owner is compared below
	if err != nil || n.UserID != caller(r) {
		http.Error(w, "no such note", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (a *api) update(w http.ResponseWriter, r *http.Request) {
	n, err := a.notes.get(chi.URLParam(r, "id")) // ok: the owner is compared below
	if err != nil || n.UserID != caller(r) {
		http.Error(w, "no such note", http.StatusNotFound)
		return
	}
	a.notes.put(&note{ID: n.ID, UserID: n.UserID, Text: r.FormValue("text")}) // ok: it is the caller's
}

// replace asks whether the note exists, and not whose it is.
func (a *api) replace(w http.ResponseWriter, r *http.Request) {
	id := chi.URLParam(r, "id")
	if _, err := a.notes.get(id); err != nil { // want ownercheck "POST /notes/{id}/replace: note is changed"
		http.Error(w, "no such note", http.StatusNotFound)
		return
	}
	a.notes.put(&note{ID: id, UserID: caller(r), Text: r.FormValue("text")})
}

func (a *api) remove(w http.ResponseWriter, r *http.Request) {
	a.notes.remove(chi.URLParam(r, "id")) // want ownercheck "DELETE /notes/{id}: note is deleted by a client-chosen id"
}

func (a *api) removeOwn(w http.ResponseWriter, r *http.Request) {
	if err := a.notes.removeOwn(caller(r), chi.URLParam(r, "id")); err != nil { // ok: the store compares
		http.Error(w, "no such note", http.StatusNotFound)
	}
}

// list compares each.
func (a *api) list(w http.ResponseWriter, r *http.Request) {
	var own []*note
	for _, n := range a.notes.byID {
		if n.UserID == caller(r) {
			own = append(own, n)
		}
	}
	_ = json.NewEncoder(w).Encode(own)
}

func readCard(w http.ResponseWriter, r *http.Request) {
	cardsMu.Lock()
	defer cardsMu.Unlock()
	c, ok := cards[chi.URLParam(r, "id")] // want ownercheck "GET /cards/{id}: card is loaded by a client-chosen id"
	if !ok {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(c)
}

func removeCard(w http.ResponseWriter, r *http.Request) {
	cardsMu.Lock()
	defer cardsMu.Unlock()
	id := chi.URLParam(r, "id")
	if cards[id].OwnerID != caller(r) {
		http.NotFound(w, r)
		return
	}
	delete(cards, id) // ok: compared above
}

func readCity(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(cities[chi.URLParam(r, "id")]) // ok: nobody owns a city
}

func readFile(w http.ResponseWriter, r *http.Request) {
	v, ok := files.Load(chi.URLParam(r, "id")) // want ownercheck "GET /files/{id}: file is loaded by a client-chosen id"
	if !ok {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(v.(*file))
}

func readOwnFile(w http.ResponseWriter, r *http.Request) {
	v, ok := files.Load(chi.URLParam(r, "id")) // ok: the owner is compared below
	if !ok {
		http.NotFound(w, r)
		return
	}
	if f := v.(*file); f.OwnerID == caller(r) {
		_ = json.NewEncoder(w).Encode(f)
	}
}

func removeFile(w http.ResponseWriter, r *http.Request) {
	files.Delete(chi.URLParam(r, "id")) // want ownercheck "DELETE /files/{id}: file is deleted by a client-chosen id"
}

func storeFile(w http.ResponseWriter, r *http.Request) {
	f := &file{ID: uuid.NewString(), OwnerID: caller(r), Path: r.FormValue("path")}
	files.Store(f.ID, f)
}

// remember fills the cache, which changes nothing that anybody owns.
func remember(w http.ResponseWriter, r *http.Request) {
	aliases[chi.URLParam(r, "user")] = []alias{} // ok: a cache
	w.WriteHeader(http.StatusNoContent)
}

func readBox(w http.ResponseWriter, r *http.Request) {
	b, ok := boxes[caller(r)][chi.URLParam(r, "id")] // ok: among the caller's
	if !ok {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(b)
}

func readBoxOf(w http.ResponseWriter, r *http.Request) {
	b, ok := boxes[chi.URLParam(r, "user")][chi.URLParam(r, "id")] // want ownercheck "GET /users/{user}/boxes/{id}: box is loaded"
	if !ok {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(b)
}

func main() {
	a := &api{notes: newNotes(), sessions: map[string]session{}}
	r := chi.NewRouter()
	r.Post("/login", a.login)
	r.Group(func(r chi.Router) {
		r.Use(a.requireUser)
		r.Post("/notes", a.create)
		r.Get("/notes", a.list)
		r.Get("/notes/{id}", a.read)
		r.Get("/v2/notes/{id}", a.readOwn)
		r.Put("/notes/{id}", a.update)
		r.Post("/notes/{id}/replace", a.replace)
		r.Delete("/notes/{id}", a.remove)
		r.Delete("/v2/notes/{id}", a.removeOwn)
		r.Get("/cards/{id}", readCard)
		r.Delete("/cards/{id}", removeCard)
		r.Get("/cities/{id}", readCity)
		r.Get("/files/{id}", readFile)
		r.Get("/v2/files/{id}", readOwnFile)
		r.Delete("/files/{id}", removeFile)
		r.Post("/files", storeFile)
		r.Post("/users/{user}/remember", remember)
		r.Get("/boxes/{id}", readBox)
		r.Get("/users/{user}/boxes/{id}", readBoxOf)
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}
