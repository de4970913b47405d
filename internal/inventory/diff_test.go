package inventory

import (
	"slices"
	"strings"
	"testing"
)

// guarded returns a route in a group behind a middleware.
func guarded(name string, handler string, guard string) Route {
	method, path, _ := strings.Cut(name, " ")
	m := Middleware{Function: parseFunction("example.com/shop/auth." + guard), On: "group"}
	return Route{
		Method: method, Path: path, Handler: parseFunction("example.com/shop/api." + handler), Middleware: []Middleware{m},
		Auth: Auth{State: Required, By: declared(guard)},
	}
}

// open returns a route that nothing guards.
func open(name string, handler string) Route {
	r := guarded(name, handler, "")
	r.Middleware, r.Auth = nil, Auth{State: None}
	return r
}

func with(r Route, change func(*Route)) Route {
	change(&r)
	return r
}

func TestCompare(t *testing.T) {
	t.Parallel()
	show := guarded("GET /orders/{id}", "Show", "RequireUser$1")
	list := guarded("GET /orders", "List", "RequireUser$1")
	tests := []struct {
		name          string
		before, after []Route
		want          []string
	}{
		{"nothing changes", []Route{show, list}, []Route{show, list}, nil},
		{"another name of a parameter is no change", []Route{show}, []Route{guarded("GET /orders/{order}", "Show", "RequireUser$1")}, nil},
		{"another place is no change", []Route{show}, []Route{with(show, func(r *Route) { r.File, r.Line = "b.go", 9 })}, nil},
		{"a route comes", []Route{list}, []Route{list, show}, []string{"+ GET /orders/{id}"}},
		{"a route goes", []Route{list, show}, []Route{list}, []string{"- GET /orders/{id}"}},
		{"a route leaves its group", []Route{list, show}, []Route{list, open("GET /orders/{id}", "Show")}, []string{
			"! GET /orders/{id}: authentication required by RequireUser → none: it left the group behind RequireUser, in which 1 other route remains",
			"~ GET /orders/{id}: middleware gone: auth.RequireUser",
		}},
		{"a route leaves its group and its path", []Route{list, show}, []Route{list, open("GET /export/{id}", "Show")}, []string{
			"! GET /export/{id}: authentication required by RequireUser → none: it left the group behind RequireUser, in which 1 other route remains",
			"~ GET /export/{id}: it was GET /orders/{id}",
			"~ GET /export/{id}: middleware gone: auth.RequireUser",
		}},
		{"a route leaves its group and its handler refuses", []Route{list, show},
			[]Route{list, with(open("GET /orders/{id}", "Show"), func(r *Route) { r.Auth = Auth{State: Required, By: "Show"} })}, []string{
				"~ GET /orders/{id}: authentication required by RequireUser → required by Show: it left the group behind RequireUser, in which 1 other route remains",
				"~ GET /orders/{id}: middleware gone: auth.RequireUser",
			}},
		{"another guard comes before the first", []Route{show}, []Route{with(show, func(r *Route) { r.Auth.By = "Log" })}, []string{
			"~ GET /orders/{id}: authentication required by RequireUser → required by Log",
		}},
		{"the guard goes", []Route{show}, []Route{open("GET /orders/{id}", "Show")}, []string{
			"! GET /orders/{id}: authentication required by RequireUser → none: RequireUser no longer stands before any route",
			"~ GET /orders/{id}: middleware gone: auth.RequireUser",
		}},
		{"the guard stays and no longer refuses", []Route{show}, []Route{with(show, func(r *Route) { r.Auth = Auth{State: Optional} })}, []string{
			"! GET /orders/{id}: authentication required by RequireUser → optional: RequireUser is still on its way and no longer refuses anonymous callers",
		}},
		{"what cannot be told any more went down", []Route{show}, []Route{with(show, func(r *Route) { r.Auth = Auth{State: Unknown} })}, []string{
			"! GET /orders/{id}: authentication required by RequireUser → unknown: RequireUser is still on its way, but what it does cannot be told any more",
		}},
		{"the guard becomes optional in the configuration", []Route{show}, []Route{with(show, func(r *Route) { r.Auth.Conditional = true })}, []string{
			"! GET /orders/{id}: authentication required by RequireUser → required on condition by RequireUser",
		}},
		{"a guard comes", []Route{open("GET /orders/{id}", "Show")}, []Route{show}, []string{
			"~ GET /orders/{id}: authentication none → required by RequireUser",
			"~ GET /orders/{id}: middleware new: auth.RequireUser",
		}},
		{"declaring an open route public is no loss", []Route{open("GET /orders", "List")},
			[]Route{with(open("GET /orders", "List"), func(r *Route) { r.Auth.State = Public })}, []string{
				"~ GET /orders: authentication none → public",
			}},
		{"the role goes", []Route{with(show, func(r *Route) { r.Auth.Role = "admin" })}, []Route{show}, []string{
			"! GET /orders/{id}: role admin → none",
		}},
		{"limits go and come", []Route{with(show, func(r *Route) { r.RateLimit = &Limit{By: "tollbooth"} })},
			[]Route{with(show, func(r *Route) { r.BodyLimit = &Limit{By: "MaxBytes"} })}, []string{
				"! GET /orders/{id}: rate limit by tollbooth is gone",
				"~ GET /orders/{id}: body limit by MaxBytes is new",
			}},
		{"another handler", []Route{show}, []Route{with(show, func(r *Route) { r.Handler.Function = "ShowV2" })}, []string{
			"~ GET /orders/{id}: handler api.Show → api.ShowV2",
		}},
		{"one route for all methods takes the place of another", []Route{show}, []Route{open("ANY /orders/{id}", "All")}, []string{
			"! ANY /orders/{id}: authentication required by RequireUser → none: RequireUser no longer stands before any route",
			"~ ANY /orders/{id}: it was GET /orders/{id}",
			"~ ANY /orders/{id}: handler api.Show → api.All",
			"~ ANY /orders/{id}: middleware gone: auth.RequireUser",
		}},
		{"two routes take the place of one for all methods", []Route{guarded("ANY /orders", "All", "RequireUser$1")},
			[]Route{guarded("GET /orders", "All", "RequireUser$1"), open("POST /orders", "All")}, []string{
				"! POST /orders: authentication required by RequireUser → none: it left the group behind RequireUser, in which 1 other route remains",
				"~ POST /orders: it was ANY /orders",
				"~ POST /orders: middleware gone: auth.RequireUser",
				"~ GET /orders: it was ANY /orders",
			}},
		{"literals of one function are not told apart by number", []Route{open("GET /a", "Routes$1"), open("GET /b", "Routes$2")},
			[]Route{open("GET /b", "Routes$1"), open("GET /c", "Routes$2")}, []string{
				"+ GET /c", "- GET /a", "~ GET /b: handler api.Routes.func2 → api.Routes.func1",
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := Compare(&Inventory{Complete: true, Routes: tt.before}, &Inventory{Complete: true, Routes: tt.after})
			if got := describe(d); !slices.Equal(got, tt.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
			}
			if want := slices.ContainsFunc(tt.want, func(s string) bool { return s[0] == '!' }); d.Weaker() != want {
				t.Errorf("Weaker is %t", d.Weaker())
			}
		})
	}
}

// describe lists the parts of d on lines: + added, - removed, ! down, ~ else.
func describe(d *Diff) []string {
	var out []string
	for i := range d.Added {
		out = append(out, "+ "+d.Added[i].Name())
	}
	for i := range d.Removed {
		out = append(out, "- "+d.Removed[i].Name())
	}
	for i := range d.Changed {
		c := &d.Changed[i]
		for _, text := range c.Down {
			out = append(out, "! "+c.After.Name()+": "+text)
		}
		for _, text := range c.Other {
			out = append(out, "~ "+c.After.Name()+": "+text)
		}
	}
	return out
}

func TestDiffIsCompleteIfBothInventoriesAre(t *testing.T) {
	t.Parallel()
	whole, part := &Inventory{Complete: true}, &Inventory{}
	if !Compare(whole, whole).Complete || Compare(part, whole).Complete || Compare(whole, part).Complete {
		t.Error("an incomplete inventory was taken for a complete one")
	}
}

func TestFilteredChangeMatchesBeforeOrAfter(t *testing.T) {
	t.Parallel()
	before := &Inventory{Routes: []Route{guarded("GET /orders", "List", "RequireUser")}}
	after := &Inventory{Routes: []Route{open("GET /orders", "List"), open("GET /new", "New")}}
	for states, want := range map[string]int{"required": 1, "none": 1, "optional": 0} {
		d := Compare(before, after).Filter(filter(t, states, "", ""))
		if len(d.Changed) != want {
			t.Errorf("%s: %d changes, want %d", states, len(d.Changed), want)
		}
	}
}
