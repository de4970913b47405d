package main

import (
	"slices"
	"testing"

	"github.com/apilint/apilint/internal/inventory"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	row := func(method, path string, state inventory.State) inventory.Route {
		return inventory.Route{Method: method, Path: path, Kind: inventory.Endpoint, Auth: inventory.Auth{State: state}}
	}
	labels := []labelled{
		{Method: "GET", Path: "/orders/:id", Auth: "user"},
		{Method: "ANY", Path: "/hook", Auth: "none"},
		{Method: "GET", Path: "/me", Auth: "optional"},
		{Method: "POST", Path: "/missed", Auth: "admin"},
		{Method: "GET", Path: "/", Auth: "none", Surface: "implicit"},
		{Method: "GET", Path: "/off", Auth: "none", Cond: "unmounted"},
	}
	rows := []inventory.Route{
		row("GET", "/orders/{id}/", inventory.Required),
		row("POST", "/hook", inventory.Public),
		row("PUT", "/hook", inventory.None),
		row("GET", "/me", inventory.None),
		row("GET", "/", inventory.None),
		row("GET", "/extra", inventory.None),
		row("GET", "/{?}/x", inventory.None),
		row("POST", "/shop.Orders/Get", inventory.None),
	}
	r := new(result)
	r.compare(labels, rows)
	got := []int{r.expected, r.found, r.rows, r.right, r.judged, r.authRight, r.unresolved, len(r.misses), len(r.extras), len(r.wrong)}
	want := []int{4, 3, 6, 5, 3, 2, 1, 1, 1, 1}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v\n%s", got, want, r.details())
	}
}
