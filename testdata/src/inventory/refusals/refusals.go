// Package main refuses strangers by panics, and through a response writer of its own.
package main

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
)

type service struct{ db *sql.DB }

// recorder keeps the status until the answer is complete.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) { r.status = status }

func (r *recorder) flush(status int) { r.ResponseWriter.WriteHeader(status) }

// kept is not known: it is counted.
func kept(status int) int {
	counts := map[int]int{}
	for range os.Args {
		counts[status]++
	}
	for status := range counts {
		return status
	}
	return http.StatusOK
}

func recorded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{w, 0}
		next(rec, r)
		rec.flush(kept(rec.status))
	}
}

func known(r *http.Request) error {
	if r.Header.Get("Authorization") == "" {
		return errors.New("who is there?")
	}
	return nil
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func (s *service) list(w http.ResponseWriter, _ *http.Request) {
	var names string
	check(s.db.QueryRow("SELECT names FROM lamps").Scan(&names))
	w.Write([]byte(names))
}

func (s *service) panics(w http.ResponseWriter, r *http.Request) {
	check(known(r))
	s.list(w, r)
}

func (s *service) records(w http.ResponseWriter, r *http.Request) {
	if known(r) != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	s.list(w, r)
}

func main() {
	db, _ := sql.Open("pgx", "")
	s := &service{db}
	http.HandleFunc("GET /lamps", s.list)                //= GET /lamps none service.list
	http.HandleFunc("GET /panics", s.panics)             //= GET /panics required service.panics
	http.HandleFunc("GET /records", recorded(s.records)) //= GET /records required service.records
	http.ListenAndServe(":8080", nil)
}
