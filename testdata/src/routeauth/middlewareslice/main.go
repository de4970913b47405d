// Command middlewareslice keeps its middleware in slices, fields and constructors.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"slices"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/justinas/alice"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Session struct {
	ID     string `gorm:"primaryKey"`
	UserID uint
}

type Car struct {
	ID    uint   `json:"id"`
	Plate string `json:"plate"`
}

type mw = func(http.Handler) http.Handler

type server struct {
	db     *gorm.DB
	userMW []mw
	baseMW []mw
}

func (s *server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var session Session
		if err := s.db.Take(&session, "id = ?", r.Header.Get("X-Session")).Error; err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) cars(w http.ResponseWriter, r *http.Request) {
	var cars []Car
	if err := s.db.WithContext(r.Context()).Find(&cars).Error; err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(cars)
}

// chain wraps h so that the first middleware is the outermost.
func chain(h http.Handler, mws ...mw) http.Handler {
	for _, m := range slices.Backward(mws) {
		h = m(h)
	}
	return h
}

func newServer(db *gorm.DB) *server {
	s := &server{db: db, baseMW: []mw{middleware.Logger, middleware.Recoverer}}
	s.userMW = append(s.userMW, s.baseMW...)
	s.userMW = append(s.userMW, s.authenticate)
	return s
}

func (s *server) router() http.Handler {
	r := chi.NewRouter()
	h := http.HandlerFunc(s.cars)

	r.With(s.userMW...).Get("/a", s.cars)                                        // ok: the slice ends with the guard
	r.With(s.baseMW...).Get("/b", s.cars)                                        // want routeauth "GET /b"
	r.With(append(s.baseMW, s.authenticate)...).Get("/c", s.cars)                // ok: the guard is appended
	r.Method("GET", "/d", chain(h, s.userMW...))                                 // ok: a loop wraps the guard around
	r.Method("GET", "/e", chain(h, s.baseMW...))                                 // want routeauth "GET /e"
	r.Method("GET", "/f", alice.New(middleware.NoCache, s.authenticate).Then(h)) // ok: alice builds the chain
	r.Method("GET", "/g", alice.New(middleware.NoCache).Then(h))                 // want routeauth "GET /g"
	base := alice.New(middleware.NoCache)
	r.Method("GET", "/h", base.Append(s.authenticate).ThenFunc(s.cars)) // ok: alice appends the guard
	r.Method("GET", "/i", base.ThenFunc(s.cars))                        // want routeauth "GET /i"
	r.Handle("/j", chi.Chain(s.userMW...).HandlerFunc(s.cars))          // ok: chi builds the chain
	return r
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", newServer(db).router()))
}
