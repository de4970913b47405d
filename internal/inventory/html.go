package inventory

import (
	_ "embed" // page.html
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"at":       at,
	"location": (*Route).location,
	"declared": declared,
	"state":    func(a Auth) string { return state(&a) },
	"words":    words,
	"limit":    (*Limit).describe,
}).Parse(pageSource))

// WriteHTML writes inv as one page that needs nothing but itself, can be searched and printed, and shows all routes
// without scripts.
func WriteHTML(w io.Writer, inv *Inventory) error {
	routes := pointers(inv.Routes)
	data := struct {
		*Inventory
		Groups  []htmlGroup
		Counts  []count
		Total   int
		Methods []string
	}{Inventory: inv, Counts: tally(routes), Total: len(routes), Methods: methodsOf(routes)}
	for _, g := range groups(routes) {
		if len(g.routes) > 0 {
			data.Groups = append(data.Groups, htmlGroup{g.prefix, tally(g.routes), g.routes})
		}
	}
	if err := page.Execute(w, data); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

type htmlGroup struct {
	Prefix string
	Counts []count
	Routes []*Route
}

func methodsOf(routes []*Route) []string {
	var out []string
	for _, r := range routes {
		out = append(out, r.Method)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// words is the text that a search looks in.
func words(r *Route) string {
	w := []string{r.Method, r.location(), string(r.Auth.State), r.Auth.By, r.Auth.Role, r.Limits(), r.Handler.Name(), at(r)}
	for _, m := range r.Middleware {
		w = append(w, m.Name())
	}
	for i := range r.Objects {
		w = append(w, r.Objects[i].Name)
	}
	return strings.ToLower(strings.Join(w, " "))
}
