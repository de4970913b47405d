package inventory

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// shop is an inventory with one of everything.
func shop() *Inventory {
	require := Middleware{
		Function: parseFunction("example.com/shop/auth.Require$1"), On: "group", Attached: Position{"api/routes.go", 12},
	}
	logging := Middleware{Function: parseFunction("example.com/shop/api.Log$1"), On: "router", Conditional: true, Attached: Position{"api/routes.go", 9}}
	row := func(method, path, handler string, line int, auth Auth, chain ...Middleware) Route {
		if chain == nil {
			chain = []Middleware{}
		}
		return Route{
			Method: method, Path: path, Kind: Endpoint, Handler: parseFunction(handler), File: "api/routes.go", Line: line,
			Middleware: chain, Auth: auth, Objects: []Object{}, Findings: []Finding{}, Served: true, Program: "example.com/shop/cmd/shop",
		}
	}
	user := Auth{State: Required, By: "Require"}
	routes := []Route{
		row("GET", "/assets/", "", 10, Auth{State: None}),
		row("GET", "/health", "example.com/shop/api.NewRouter$1", 11, Auth{State: Public, Reason: "probes call it"}, logging),
		row("DELETE", "/orders/{id}", "(*example.com/shop/api.Orders).Delete", 16, Auth{State: Required, By: "Require", Role: "admin"}, logging, require),
		row("GET", "/orders/{id}", "(*example.com/shop/api.Orders).Show", 15, user, logging, require),
		row("GET", "/plugins/{?}", "", 20, Auth{State: Unknown, Reason: "the handler is not known"}),
		row(Any, "/reports/{path...}", "(*example.com/shop/api.Reports).Serve", 21, Auth{State: Optional}, logging),
		row("POST", "/webhook|<b>", "example.com/shop/api.Hook", 22, Auth{State: Required, By: "Hook", Conditional: true}),
	}
	routes[0].Kind, routes[0].Subtree = Static, true
	routes[3].RateLimit, routes[3].BodyLimit = &Limit{By: "tollbooth.LimitHandler", Value: "5 per 1m"}, &Limit{By: "http.MaxBytesReader"}
	routes[6].BodyLimit = &Limit{By: "Hook", Value: "1 MiB", Conditional: true}
	routes[2].Objects = []Object{{Name: "orders", Access: Delete, Owner: "orders.user_id", Keys: []Key{{"path", "id"}}}}
	routes[3].Objects = []Object{
		{Name: "orders", Access: Read, Checked: true, Tie: ByQuery, Owner: "orders.user_id", Keys: []Key{{"path", "id"}, {In: "body"}}},
		{Name: "views", Access: Create, Keys: []Key{}},
	}
	routes[3].Findings = []Finding{{Rule: "errleak", Severity: "medium", Message: "text of err reaches the caller", Fingerprint: "f00"}}
	routes[4].Unresolved = "the handler is not known"
	return &Inventory{
		Schema: Schema, Tool: Tool{"apilint", "v0.1.0"}, Complete: true, Routes: routes,
		Unresolved: []Unresolved{{"api/plugins.go", 7, "the router is not known"}},
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	before := shop()
	before.Routes = append(before.Routes[1:3:3], before.Routes[4:]...)
	before.Routes[1].Auth.Role = ""
	after := shop()
	after.Routes[3].Auth = Auth{State: None}
	after.Routes[3].Middleware = after.Routes[3].Middleware[:1]
	diff := Compare(shop(), after)
	added := Compare(before, shop())
	forms := map[string]func(io.Writer) error{
		"wide.txt":     func(w io.Writer) error { return Text{}.Write(w, shop()) },
		"narrow.txt":   func(w io.Writer) error { return Text{Width: 60, Chain: true}.Write(w, shop()) },
		"color.txt":    func(w io.Writer) error { return Text{Width: 60, Color: true}.Write(w, shop()) },
		"routes.json":  func(w io.Writer) error { return WriteJSON(w, shop()) },
		"routes.md":    func(w io.Writer) error { return WriteMarkdown(w, shop()) },
		"openapi.json": func(w io.Writer) error { return WriteOpenAPI(w, shop()) },
		"down.txt":     func(w io.Writer) error { return Text{}.WriteDiff(w, diff) },
		"down.md":      func(w io.Writer) error { return WriteDiffMarkdown(w, diff) },
		"diff.json":    func(w io.Writer) error { return WriteDiffJSON(w, added) },
		"added.txt":    func(w io.Writer) error { return Text{}.WriteDiff(w, added) },
		"same.txt":     func(w io.Writer) error { return Text{}.WriteDiff(w, Compare(shop(), shop())) },
		"same.md":      func(w io.Writer) error { return WriteDiffMarkdown(w, Compare(shop(), shop())) },
		"nothing.txt":  func(w io.Writer) error { return Text{}.Write(w, &Inventory{}) },
		"nothing.md":   func(w io.Writer) error { return WriteMarkdown(w, &Inventory{}) },
	}
	for name, write := range forms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := write(&got); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("got\n%s\nwant\n%s", got.Bytes(), want)
			}
		})
	}
}

// The documents obey the schema that we publish.
func TestSchema(t *testing.T) {
	t.Parallel()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile("../../docs/routes.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"routes.json", "diff.json"} {
		content, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		doc.(map[string]any)["surprise"] = true
		if schema.Validate(doc) == nil {
			t.Errorf("%s: the schema allows unknown fields", name)
		}
	}
}

func TestReadJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := WriteJSON(&b, shop()); err != nil {
		t.Fatal(err)
	}
	inv, err := ReadJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := Compare(inv, shop()); len(d.Added)+len(d.Removed)+len(d.Changed) > 0 {
		t.Errorf("what was read differs: %v", describe(d))
	}
	for _, bad := range []string{"", "[]", `{"schema": 99}`, `{}`} {
		if _, err := ReadJSON(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

// big returns an inventory of n routes in many resources.
func big(n int) *Inventory {
	inv := &Inventory{Complete: true}
	for i := range n {
		inv.Routes = append(inv.Routes, guarded(
			fmt.Sprintf("GET /api/v%d/resource%02d/{id}/part%03d", i%3, i%37, i), fmt.Sprintf("Handler%d", i), "RequireUser"))
	}
	inv.sort()
	return inv
}

func TestGroupsHoldEveryRouteOnce(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 16, 17, 100, 500} {
		routes := pointers(big(n).Routes)
		seen := map[*Route]bool{}
		titles := map[string]bool{}
		for _, g := range groups(routes) {
			if titles[g.prefix] {
				t.Errorf("%d routes: two groups are called %q", n, g.prefix)
			}
			titles[g.prefix] = true
			for _, r := range g.routes {
				if seen[r] {
					t.Errorf("%d routes: %s stands in two groups", n, r.Name())
				}
				if !strings.HasPrefix(r.Path, g.prefix) {
					t.Errorf("%d routes: %s stands under %s", n, r.Name(), g.prefix)
				}
				seen[r] = true
			}
		}
		if len(seen) != n {
			t.Errorf("%d of %d routes are in groups", len(seen), n)
		}
	}
}

func TestGroupsOfEqualPathsEnd(t *testing.T) {
	t.Parallel()
	var routes []Route
	for i := range 3 * groupSize {
		routes = append(routes, Route{Method: fmt.Sprintf("M%d", i), Path: "/rpc"})
	}
	if got := groups(pointers(routes)); len(got) != 1 || len(got[0].routes) != len(routes) || got[0].prefix != "/rpc" {
		t.Errorf("got %d groups", len(got))
	}
}

func TestTextFitsTheTerminal(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 100, 160} {
		var b bytes.Buffer
		if err := (Text{Width: width, Chain: true}).Write(&b, big(500)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d columns at a width of %d: %s", n, width, line)
			}
		}
	}
}

func TestPageNeedsNothingElse(t *testing.T) {
	t.Parallel()
	page := html(t, shop())
	for _, reference := range []string{`(?i)<(link|img|iframe|base)\b`, `(?i)\bsrc\s*=`, `(?i)@import`, `(?i)url\(`, `https?://`, `(?i)\bfetch\(`} {
		if found := regexp.MustCompile(reference).FindString(page); found != "" {
			t.Errorf("the page holds %q", found)
		}
	}
}

func TestPageEscapesWhatItShows(t *testing.T) {
	t.Parallel()
	inv := shop()
	inv.Routes[0].Path = `/"><script>alert(1)</script>`
	inv.Routes[1].Auth.Reason = `</script><img>`
	page := html(t, inv)
	if strings.Count(page, "<script") != 1 || strings.Contains(page, "<img") {
		t.Error("text of the program became part of the page")
	}
}

func TestPageShowsEveryRoute(t *testing.T) {
	t.Parallel()
	page := html(t, big(500))
	if n := strings.Count(page, "<details "); n != 500 {
		t.Errorf("the page shows %d routes", n)
	}
	if strings.Contains(page, "may be missing") {
		t.Error("the page of a complete inventory has a warning")
	}
	if !strings.Contains(html(t, &Inventory{}), "may be missing") {
		t.Error("the page of an incomplete inventory has no warning")
	}
}

func html(t *testing.T, inv *Inventory) string {
	t.Helper()
	var b strings.Builder
	if err := WriteHTML(&b, inv); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOpenAPIPathsDifferInMoreThanNames(t *testing.T) {
	t.Parallel()
	inv := &Inventory{Routes: []Route{
		{Method: "GET", Path: "/a/{id}", Kind: Endpoint}, {Method: "PUT", Path: "/a/{name}", Kind: Endpoint},
		{Method: "GET", Path: "/a/{name...}", Kind: Endpoint}, {Method: "GET", Path: "/files/{...}", Kind: Endpoint},
		{Method: "PROPFIND", Path: "/dav", Kind: Endpoint},
	}}
	var b bytes.Buffer
	if err := WriteOpenAPI(&b, inv); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct{ Parameters []struct{ Name string } }
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Paths["/a/{id}"]) != 2 || doc.Paths["/a/{id}"]["put"].Parameters[0].Name != "id" {
		t.Errorf("/a/{id} is %v", doc.Paths["/a/{id}"])
	}
	if _, ok := doc.Paths["/files/{rest}"]; !ok || len(doc.Paths) != 2 {
		t.Errorf("the paths are %v", doc.Paths)
	}
}
