package link_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link"
)

// BenchmarkRoutes runs the start-up and the trials of services with more and more routes. The time for a route stays the
// same.
func BenchmarkRoutes(b *testing.B) {
	for _, n := range []int{100, 200, 400} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			packages := compiletest.Source(b, service(n))
			b.ReportAllocs()
			for b.Loop() {
				p := link.New(packages, link.Options{})
				if got := len(p.Routes()); got != n {
					b.Fatalf("%d routes, want %d", got, n)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/route")
		})
	}
}

// service writes a service with n routes behind a guard, each with a handler of its own.
func service(n int) string {
	var s strings.Builder
	s.WriteString(`package main

import (
	"database/sql"
	"net/http"
)

type server struct{ db *sql.DB }

func (s *server) guard(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	s := &server{}
	mux := http.NewServeMux()
`)
	for i := range n {
		fmt.Fprintf(&s, "\tmux.HandleFunc(\"GET /r%d\", s.guard(s.h%d))\n", i, i)
	}
	s.WriteString("\thttp.ListenAndServe(\":8080\", mux)\n}\n")
	for i := range n {
		fmt.Fprintf(&s, `
func (s *server) h%d(w http.ResponseWriter, r *http.Request) {
	if err := s.db.QueryRow("SELECT name FROM t WHERE id = $1", r.PathValue("id")).Err(); err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
}
`, i)
	}
	return s.String()
}
