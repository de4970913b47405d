package secretlog_test

import (
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/passes/secretlog"
)

func TestNoFixThatBreaksTheProgram(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body string }{
		{"the variable has no other use", `s := load(); log.Print(s.Password)`},
		{"the package has no other use", `log.Print(os.Getenv("PASSWORD"))`},
		{"no text", `s := load(); log.Print(s.Bytes()); log.Print(s.Secret)`},
		{"the header is read by its name", `log.Print(r.Header.Get("Authorization"))`},
		{"the secret comes from elsewhere", `password := r.FormValue("password"); log.Print(password)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			program := link.New(compiletest.Source(t, `package main

import (
	"log"
	"net/http"
	"os"
)

type settings struct {
	Password string
	Secret   []byte
}

func (s settings) Bytes() int { return len(s.Secret) }

func load() settings { return settings{os.Getenv("A"), []byte(os.Getenv("B"))} }

func handle(w http.ResponseWriter, r *http.Request) { `+test.body+` }

func main() { http.HandleFunc("/", handle) }
`), link.Options{})
			found := 0
			secretlog.Rule.Check(program, func(f finding.Finding) {
				found++
				if len(f.Fixes) > 0 {
					t.Errorf("%s has a fix: %s", f.Place, f.Message)
				}
			})
			if found == 0 {
				t.Error("no finding")
			}
		})
	}
}
