// Package replay asks the routers beside it, built by the real libraries, what an anonymous request gets from each of their
// routes, and compares with golden files. What apilint says of the same sources is compared with them too.
package replay

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fixtures/golden"
)

// Row is a route as the library lists it, and what it demands of its callers.
type Row struct {
	Method string `json:"method"` // "" is every method
	Host   string `json:"host,omitempty"`
	Path   string `json:"path"`
	Auth   Auth   `json:"auth"`
}

// Auth says what a route demands of its callers.
type Auth string

// What routes demand.
const (
	Required Auth = "required" // anonymous requests are refused
	Optional Auth = "optional" // all get the data, and a known caller is told apart
	None     Auth = "none"     // all get the data, and the same
)

// Send sends a request to a server in process.
type Send func(*http.Request) (status int, body string)

// To sends requests to h.
func To(h http.Handler) Send {
	return func(r *http.Request) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
}

// Record is what the routes of a service demand.
type Record struct {
	t    *testing.T
	rows []Row
}

// New starts a record.
func New(t *testing.T) *Record { return &Record{t: t} }

var parameter = regexp.MustCompile(`\{[^}]*\}|:[a-z]+\??|\*[a-z]*`)

// URL returns a path that pattern matches.
func URL(pattern string) string { return parameter.ReplaceAllString(pattern, "1") }

// Add asks for the route with a method and pattern as the library lists them.
func (r *Record) Add(send Send, method, pattern string) {
	r.t.Helper()
	r.AddURL(send, method, pattern, URL(pattern))
}

// AddURL asks for a route by the URL given: "/x" or "http://host/x".
func (r *Record) AddURL(send Send, method, pattern, url string) {
	r.t.Helper()
	host := ""
	if _, rest, ok := strings.Cut(url, "//"); ok {
		host, _, _ = strings.Cut(rest, "/")
	}
	r.rows = append(r.rows, Row{method, host, canonical(pattern), r.ask(send, method, url)})
}

var named = regexp.MustCompile(`:([a-z]+)\??`)
var rest = regexp.MustCompile(`\*([a-z]*)`)
var typed = regexp.MustCompile(`\{([a-z]+):[^}]*\}`)

// canonical writes parameters of paths as apilint does.
func canonical(pattern string) string {
	pattern = strings.ReplaceAll(pattern, ":path}", "...}") // iris
	pattern = typed.ReplaceAllString(pattern, "{$1}")
	pattern = named.ReplaceAllString(pattern, "{$1}")
	pattern = rest.ReplaceAllString(pattern, "{$1...}")
	return strings.ReplaceAll(pattern, "{...}", "{rest...}")
}

// The credentials of a caller who is known.
const (
	token  = "c0ffee"
	caller = "ann"
	marker = "seven chairs"
)

// credentials are the ways in which the known caller says who it is.
var credentials = []func(*http.Request){
	func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) },
	func(r *http.Request) { r.Header.Set("X-Token", token) },
	func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "session", Value: token}) },
	func(r *http.Request) { r.SetBasicAuth(caller, token) },
}

// ask finds out what a route demands.
func (r *Record) ask(send Send, method, url string) Auth {
	r.t.Helper()
	if method == "" {
		method = http.MethodPost
	}
	status, body := send(httptest.NewRequest(method, url, nil))
	open := strings.Contains(body, marker)
	if !open && !refuses(status) {
		r.t.Errorf("%s %s neither refuses nor answers: status %d, body %q", method, url, status, body)
	}
	greeted := false
	for _, add := range credentials {
		req := httptest.NewRequest(method, url, nil)
		add(req)
		_, body := send(req)
		greeted = greeted || strings.Contains(body, caller)
	}
	switch {
	case !open:
		return Required
	case greeted:
		return Optional
	}
	return None
}

// refuses reports whether a status tells an anonymous caller to say who it is. Echo calls a missing key a bad request.
func refuses(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusFound, http.StatusSeeOther:
		return true
	}
	return false
}

// Compare compares the record with the golden file replay.json.
func (r *Record) Compare() {
	r.t.Helper()
	slices.SortFunc(r.rows, func(a, b Row) int {
		return strings.Compare(a.Path+" "+a.Host+" "+a.Method, b.Path+" "+b.Host+" "+b.Method)
	})
	golden.Compare(r.t, "replay.json", r.joined())
}

// joined writes the rows of a path that the library lists with every method it knows as one.
func (r *Record) joined() []Row {
	var rows []Row
	for _, row := range r.rows {
		if !r.answersAll(row) {
			rows = append(rows, row)
		} else if row.Method == http.MethodTrace {
			row.Method = ""
			rows = append(rows, row)
		}
	}
	return rows
}

// answersAll reports whether nobody can have written down all the methods of a row's path.
func (r *Record) answersAll(row Row) bool {
	for _, method := range []string{http.MethodConnect, http.MethodTrace} {
		if !slices.Contains(r.rows, Row{method, row.Host, row.Path, row.Auth}) {
			return false
		}
	}
	return true
}
