package draft

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/link"
)

// A service with all that a draft can speak of.
const service = `package main

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) })
	mux.Handle("GET /orders", require(http.HandlerFunc(list)))
	mux.Handle("POST /orders", require(http.HandlerFunc(list)))
	mux.HandleFunc("GET /prices", list)
	mux.HandleFunc("DELETE /prices/{id}", remove)
	http.ListenAndServe(":8080", mux)
}

func require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		if db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&user) != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func list(w http.ResponseWriter, r *http.Request) { db.Query("SELECT item FROM prices") }

func remove(w http.ResponseWriter, r *http.Request) { db.Exec("DELETE FROM prices WHERE id = $1", r.PathValue("id")) }
`

func write(t *testing.T, source string) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, link.New(compiletest.Source(t, source), link.Options{})); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	got := write(t, service)
	for _, want := range []string{
		"# apilint sees 5 routes of net/http.\n# 2 of them demand a caller, by\n#   require: 2\n",
		"# Open by design, which needs no declaration:\n#   GET /health (",
		"# Nothing guards these, which may change stored data:\n#   DELETE /prices/{id}\n",
		"#public:\n#  - {methods: [GET], path: \"/prices\", reason: \"why?\"} # list\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// A draft can be read as it is, and with everything that is commented out.
func TestDraftsCanBeRead(t *testing.T) {
	for _, source := range []string{service, "package main\n\nfunc main() {}\n"} {
		text := write(t, source)
		c, err := config.Parse(".apilint.yml", []byte(text), analyzers.All())
		if err != nil || len(c.Public) > 0 {
			t.Errorf("%v in\n%s", err, text)
		}
		open := uncomment(text)
		c, err = config.Parse(".apilint.yml", []byte(open), analyzers.All())
		if err != nil {
			t.Errorf("%v in\n%s", err, open)
		} else if len(c.Public) == 0 || len(c.Models) == 0 || c.Confidence == nil {
			t.Errorf("something stayed behind a comment in\n%s", open)
		}
	}
}

var key = regexp.MustCompile("^#[a-z]")

// uncomment does what people do in their editors: it removes the # before keys and before what belongs to them.
func uncomment(text string) string {
	lines := strings.Split(text, "\n")
	within := false
	for i, l := range lines {
		within = key.MatchString(l) || within && strings.HasPrefix(l, "#  ")
		if within {
			lines[i] = l[1:]
		}
	}
	return strings.Join(lines, "\n")
}

func TestFailingWriter(t *testing.T) {
	if err := Write(full{}, link.New(compiletest.Source(t, service), link.Options{})); err == nil {
		t.Error("a failing writer was not noticed")
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrInvalid }
