// Package trace records which middleware and which handler a request meets, and compares with golden files.
package trace

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fixtures/golden"
)

// Header carries the names of the middleware and the handler that a request met, in order.
const Header = "X-Trace"

// Mark returns a middleware called name.
func Mark(name string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Add(Header, name)
			next.ServeHTTP(w, r)
		})
	}
}

// Handle returns a handler called name.
func Handle(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { w.Header().Add(Header, "= "+name) }
}

// Row is a route as the library lists it, and what a request to it meets.
type Row struct {
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Trace  []string `json:"trace"`
}

var parameter = regexp.MustCompile(`\{[^}]*\}|:[a-z]+\??|\*[a-z]*`)

// URL returns a path that pattern matches.
func URL(pattern string) string { return parameter.ReplaceAllString(pattern, "1") }

// Send returns what a request in process meets.
func Send(h http.Handler, method, url string) []string {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, url, nil))
	return w.Header()[Header]
}

// Compare compares rows with routes.json.
func Compare(t *testing.T, rows []Row) {
	t.Helper()
	slices.SortFunc(rows, func(a, b Row) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	golden.Compare(t, "routes.json", rows)
}
