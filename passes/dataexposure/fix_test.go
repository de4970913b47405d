package dataexposure_test

import (
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/passes/dataexposure"
)

func TestNoFixWhereTheFieldTravelsOtherwise(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, code string }{
		{"it is decoded", `func other(r *http.Request) { var u user; json.NewDecoder(r.Body).Decode(&u) }`},
		{"it is decoded by a helper", `func read(r *http.Request, into any) { json.NewDecoder(r.Body).Decode(into) }
func other(r *http.Request) { var u user; read(r, &u) }`},
		{"it is encoded for a file", `func other(*http.Request) { json.NewEncoder(os.Stdout).Encode(user{}) }`},
		{"it is encoded for something else", `func other(*http.Request) { b, _ := json.Marshal(user{}); os.WriteFile("u", b, 0o600) }`},
		{"it is sent and kept", `func other(*http.Request) { b, _ := json.Marshal(user{}); rec.Write(b); os.WriteFile("u", b, 0o600) }
var rec http.ResponseWriter`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			program := link.New(compiletest.Source(t, `package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
)

type user struct {
	Name     string
	Password string
}

var db *sql.DB

`+test.code+`

func handle(w http.ResponseWriter, r *http.Request) {
	var u user
	if db.QueryRow("SELECT name, password FROM users WHERE name = $1", os.Args[0]).Scan(&u.Name, &u.Password) != nil {
		return
	}
	json.NewEncoder(w).Encode(u)
	other(r)
}

func main() { http.HandleFunc("/", handle) }
`), link.Options{})
			found := 0
			dataexposure.Rule.Check(program, func(f finding.Finding) {
				found++
				if len(f.Fixes) > 0 {
					t.Errorf("%s has a fix: %s", f.Place, f.Message)
				}
			})
			if found != 1 {
				t.Errorf("got %d findings, want 1", found)
			}
		})
	}
}
