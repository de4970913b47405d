package inventory

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes inv as tables for documents and comments.
func WriteMarkdown(w io.Writer, inv *Inventory) error {
	b := bufio.NewWriter(w)
	routes := pointers(inv.Routes)
	fmt.Fprintf(b, "# Routes\n\n%s\n", summary(routes))
	if !inv.Complete {
		fmt.Fprint(b, "\n**Not everything could be analyzed; routes may be missing.**\n")
	}
	for _, g := range groups(routes) {
		if len(g.routes) == 0 {
			continue
		}
		if g.prefix != "" {
			fmt.Fprintf(b, "\n## %s\n", code(g.prefix))
		}
		fmt.Fprint(b, "\n| Method | Path | Authentication | Limits | Handler | Registered at |\n|---|---|---|---|---|---|\n")
		for _, r := range g.routes {
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n",
				r.Method, code(r.location()), markdownAuth(r), cell(r.Limits()), code(r.Handler.Name()), cell(at(r)))
		}
	}
	if len(inv.Unresolved) > 0 {
		fmt.Fprint(b, "\n## Unresolved\n\n")
		for _, u := range inv.Unresolved {
			fmt.Fprintf(b, "- %s:%d: %s\n", u.File, u.Line, u.Reason)
		}
	}
	return b.Flush()
}

func markdownAuth(r *Route) string {
	switch r.Auth.State {
	case Required:
		s := state(&r.Auth)
		if r.Auth.By != "" {
			s += " by " + code(r.Auth.By)
		}
		if r.Auth.Role != "" {
			s += " as " + code(r.Auth.Role)
		}
		return s
	case Optional:
		return "optional"
	default:
		s := "**" + string(r.Auth.State) + "**"
		if r.Auth.Reason != "" {
			s += ": " + cell(r.Auth.Reason)
		}
		return s
	}
}

// WriteDiffMarkdown writes d for comments on changes.
func WriteDiffMarkdown(w io.Writer, d *Diff) error {
	b := bufio.NewWriter(w)
	down, other := d.byDirection()
	if len(down)+len(other)+len(d.Added)+len(d.Removed) == 0 {
		fmt.Fprintln(b, "No route has changed.")
	}
	markdownChanges(b, "Protection went down", down)
	markdownRoutes(b, "Added", d.Added)
	markdownRoutes(b, "Removed", d.Removed)
	markdownChanges(b, "Changed", other)
	return b.Flush()
}

func markdownChanges(w io.Writer, title string, changes []Change) {
	if len(changes) == 0 {
		return
	}
	fmt.Fprintf(w, "### %s\n\n", title)
	for i := range changes {
		c := &changes[i]
		var texts []string
		for _, text := range c.Down {
			texts = append(texts, "**"+cell(text)+"**")
		}
		for _, text := range c.Other {
			texts = append(texts, cell(text))
		}
		fmt.Fprintf(w, "- %s (%s): %s\n", code(c.After.Name()), at(&c.After), strings.Join(texts, "; "))
	}
	fmt.Fprintln(w)
}

func markdownRoutes(w io.Writer, title string, routes []Route) {
	if len(routes) == 0 {
		return
	}
	fmt.Fprintf(w, "### %s\n\n", title)
	for i := range routes {
		r := &routes[i]
		fmt.Fprintf(w, "- %s (%s): %s\n", code(r.Name()), at(r), markdownAuth(r))
	}
	fmt.Fprintln(w)
}

// code marks s as code, within a table too.
func code(s string) string {
	s = strings.ReplaceAll(s, "|", `\|`)
	if strings.Contains(s, "`") {
		return "`` " + s + " ``"
	}
	return "`" + s + "`"
}

// cell keeps s from ending its cell or from being read as markup.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`", "\n", " ").Replace(s)
}
