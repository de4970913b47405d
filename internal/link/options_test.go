package link_test

import (
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/glob"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
)

// The guard checks credentials in a way that nothing of the program shows.
const shop = `package main

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

var decide func(*http.Request) bool

func main() {
	mux := http.NewServeMux()
	g := &guard{}
	mux.Handle("GET /orders", g.require(http.HandlerFunc(orders)))
	mux.Handle("DELETE /orders/{id}", g.require(http.HandlerFunc(drop)))
	mux.HandleFunc("GET /prices", orders)
	mux.HandleFunc("POST /prices", drop)
	http.ListenAndServe(":8080", mux)
}

type guard struct{}

func (g *guard) require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if decide(r) {
			http.Error(w, "no", http.StatusTeapot)
		}
		next.ServeHTTP(w, r)
	})
}

func orders(w http.ResponseWriter, r *http.Request) { db.Query("SELECT item FROM orders") }

func drop(w http.ResponseWriter, r *http.Request) { db.Exec("DELETE FROM orders WHERE id = $1", r.PathValue("id")) }
`

func TestOptions(t *testing.T) {
	models, err := knowledge.NewModels([]knowledge.Entry{
		{Symbol: "(*example.com/app.guard).require", Guard: &knowledge.Guard{Is: knowledge.Refuses, Scheme: "teapot"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	at := finding.Place{File: ".apilint.yml", Line: 3}
	options := link.Options{
		Models: models,
		Public: []link.PublicRoutes{{Routes: routes(t, "/prices", "GET"), Reason: "for everybody", Place: at}},
		Roles:  []link.Role{{Name: "clerk", Routes: []link.Routes{routes(t, "/orders/**")}, Privileged: true}},
	}
	type auth struct {
		state          link.AuthState
		declared, role string
		privileged     bool
	}
	tests := []struct {
		name    string
		options link.Options
		want    map[string]auth
	}{
		{"without options", link.Options{}, map[string]auth{
			"GET /orders": {state: link.AuthNone}, "DELETE /orders/{id}": {state: link.AuthNone},
			"GET /prices": {state: link.AuthNone}, "POST /prices": {state: link.AuthNone},
		}},
		{"with options", options, map[string]auth{
			"GET /orders":         {state: link.AuthRequired},
			"DELETE /orders/{id}": {state: link.AuthRequired, role: "clerk", privileged: true},
			"GET /prices":         {state: link.AuthNone, declared: "for everybody"},
			"POST /prices":        {state: link.AuthNone},
		}},
	}
	packages := compiletest.Source(t, shop)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := link.New(packages, tt.options).Routes()
			if len(got) != len(tt.want) {
				t.Errorf("%d routes, want %d", len(got), len(tt.want))
			}
			for _, r := range got {
				a := auth{r.Auth.State, r.Auth.Declared, r.Auth.Role, r.Auth.Privileged}
				if want := tt.want[r.Name()]; a != want {
					t.Errorf("%s: %+v, want %+v", r.Name(), a, want)
				}
				if r.Auth.Declared != "" && r.Auth.DeclaredAt != at {
					t.Errorf("%s is declared at %v", r.Name(), r.Auth.DeclaredAt)
				}
			}
		})
	}
}

func TestRoutesMatch(t *testing.T) {
	get := &link.Route{Methods: []string{"GET"}, Path: "/login"}
	every := &link.Route{Path: "/login"}
	both := &link.Route{Methods: []string{"GET", "POST"}, Path: "/login"}
	tests := []struct {
		name   string
		routes link.Routes
		route  *link.Route
		want   bool
	}{
		{"every method", routes(t, "/login"), get, true},
		{"one method", routes(t, "/login", "GET"), get, true},
		{"another method", routes(t, "/login", "POST"), get, false},
		{"more methods than meant", routes(t, "/login", "GET"), both, false},
		{"all methods where one is meant", routes(t, "/login", "GET"), every, false},
		{"another path", routes(t, "/logout"), get, false},
	}
	for _, tt := range tests {
		if got := tt.routes.Match(tt.route); got != tt.want {
			t.Errorf("%s: Match = %t", tt.name, got)
		}
	}
	d := link.Deployment{Limited: []link.Routes{routes(t, "/log*")}}
	if !d.LimitsRate(get) || d.LimitsRate(&link.Route{Path: "/orders"}) {
		t.Error("LimitsRate is wrong")
	}
}

func routes(t *testing.T, path string, methods ...string) link.Routes {
	t.Helper()
	p, err := glob.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return link.Routes{Methods: methods, Path: p}
}
