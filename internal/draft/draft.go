// Package draft writes a first .apilint.yml for a service: a comment on what apilint sees of it, and, commented out, what its
// people may want to say about it.
package draft

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/internal/summary"
)

// Write writes a configuration for a program. What is commented out stands behind a bare #, and can be read as soon as that
// is removed; comments for people stand behind a # and a blank.
func Write(w io.Writer, p *link.Program) error {
	d := &draft{routes: p.Routes()}
	d.line("# What the people who work on this service know about it, for apilint.")
	d.line("# Every key: %s/blob/main/docs/configuration.md", rule.Home)
	d.line("# yaml-language-server: $schema=https://raw.githubusercontent.com/apilint/apilint/main/docs/apilint.schema.json")
	d.line("")
	d.overview(families(p))
	d.thresholds()
	d.public()
	d.roles()
	d.surroundings()
	d.models()
	if _, err := io.WriteString(w, d.b.String()); err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	return nil
}

type draft struct {
	b      strings.Builder
	routes []*link.Route
}

func (d *draft) line(format string, args ...any) { fmt.Fprintf(&d.b, format+"\n", args...) }

// families returns the router libraries that a program makes routers of.
func families(p *link.Program) []string {
	found := map[string]bool{}
	for f := range p.Graph.Funcs {
		for _, in := range f.Instrs {
			if in.Op != summary.OpCall {
				continue
			}
			if e := f.Known(f.Sym(in)); e != nil && e.Router != nil && e.Router.Op == knowledge.New {
				found[e.Router.Family] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// named returns the name of a function without the number of a literal in it.
func named(name string) string {
	name, _, _ = strings.Cut(name, "$")
	return name
}

// overview says what apilint sees, so that people see at once what it does not.
func (d *draft) overview(families []string) {
	d.line("# apilint sees %d routes%s.", len(d.routes), joined(" of ", families))
	guards := map[string]int{}
	states := map[link.AuthState]int{}
	for _, r := range d.routes {
		states[r.Auth.State]++
		if r.Auth.State == link.AuthRequired && r.Auth.By != "" {
			guards[named(r.Auth.By)]++
		}
	}
	if len(guards) > 0 {
		d.line("# %d of them demand a caller, by", states[link.AuthRequired])
		for _, name := range slices.SortedFunc(maps.Keys(guards), func(a, b string) int {
			return cmp.Or(guards[b]-guards[a], strings.Compare(a, b))
		}) {
			d.line("#   %s: %d", name, guards[name])
		}
	}
	if n := states[link.AuthUnknown]; n > 0 {
		d.line("# Of %d it cannot tell; see models below.", n)
	}
	d.line("# A route or a guard that is missing here is one that apilint does not see: apilint routes -v says more.")
	d.line("")
}

func joined(before string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	return before + strings.Join(names, ", ")
}

func (d *draft) thresholds() {
	d.line("# The least confidence (low, medium, high) and severity (info to critical) of what is shown.")
	d.line("#confidence: medium")
	d.line("#severity: info")
	d.line("")
	d.line("# Files and directories of which nothing is shown, and rules that are off, or stricter, somewhere.")
	d.line("#exclude: [internal/legacy]")
	d.line("#rules:")
	d.line("#  - rule: secretlog")
	d.line("#    paths: [cmd/devtool]")
	d.line("#    enabled: false")
	d.line("")
}

// public lists the routes that are open: those that need no declaration, and those that do if they are meant to be open.
func (d *draft) public() {
	var design, open, writing []string
	for _, r := range d.routes {
		switch {
		case r.Auth.State != link.AuthNone || r.Auth.Declared != "" || r.Row != knowledge.Ordinary:
		case r.Purpose != "":
			design = append(design, fmt.Sprintf("#   %s (%s)", r.Name(), r.Purpose))
		case r.Auth.Data.IsValid() && reads(r):
			open = append(open, entry(r))
		case r.Auth.Data.IsValid():
			writing = append(writing, "#   "+r.Name())
		}
	}
	if len(design) > 0 {
		d.line("# Open by design, which needs no declaration:")
		d.lines(design)
		d.line("")
	}
	if len(writing) > 0 {
		d.line("# Nothing guards these, which may change stored data:")
		d.lines(writing)
		d.line("")
	}
	if len(open) == 0 {
		d.line("# Routes that are meant for everybody, with the reason.")
		open = []string{`#  - {methods: [GET], path: /prices, reason: "the price list is for everybody"}`}
	} else {
		d.line("# Nothing guards these, which read stored data. Keep those that are meant for everybody, with the reason; the others are")
		d.line("# findings.")
	}
	d.line("#public:")
	d.lines(open)
	d.line("")
}

// lines writes lines, each once.
func (d *draft) lines(lines []string) {
	for _, l := range slices.Compact(lines) {
		d.b.WriteString(l + "\n")
	}
}

// reads reports whether a route answers methods only that change nothing.
func reads(r *link.Route) bool {
	return len(r.Methods) > 0 && !slices.ContainsFunc(r.Methods, func(m string) bool { return m != "GET" && m != "HEAD" && m != "OPTIONS" })
}

// entry declares a route public.
func entry(r *link.Route) string {
	methods := ""
	if len(r.Methods) > 0 {
		methods = "methods: [" + strings.Join(r.Methods, ", ") + "], "
	}
	return fmt.Sprintf(`#  - {%spath: %q, reason: "why?"} # %s`, methods, r.Path, cmp.Or(named(r.Handler.Name), "unknown handler"))
}

func (d *draft) roles() {
	demanded := map[string]int{}
	for _, r := range d.routes {
		if r.Auth.Role != "" {
			demanded[r.Auth.Role]++
		}
	}
	names := slices.Sorted(maps.Keys(demanded))
	d.line("# Roles whose holders may see and change everybody's objects, and routes that demand one without the source showing it.")
	if len(names) > 0 {
		d.line("# Demanded so far: %s.", strings.Join(names, ", "))
	} else {
		names = []string{"admin"}
	}
	d.line("#roles:")
	for _, name := range names {
		d.line("#  - name: %q", name)
		d.line("#    privileged: true")
		if demanded[name] == 0 {
			d.line("#    routes: [{path: /admin/**}]")
		}
	}
	d.line("")
}

func (d *draft) surroundings() {
	d.line("# What stands in front of the service.")
	d.line("#proxy:")
	d.line("#  tls: true")
	d.line("#  body-limit: 10MB")
	d.line("#  rate-limit: [{methods: [POST], path: /login}]")
	d.line("")
}

// models says where apilint cannot tell whether a caller is demanded, and how to tell it.
func (d *draft) models() {
	d.line("# Functions whose source shows too little: guards, routers, data layers, sources, sinks and sanitizers of your own.")
	var doubts []string
	for _, r := range d.routes {
		if r.Auth.State == link.AuthUnknown && r.Auth.Why != "" {
			doubts = append(doubts, "#   "+r.Name()+": "+strings.ReplaceAll(r.Auth.Why, "\n", " "))
		}
	}
	if len(doubts) > 0 {
		d.line("# apilint cannot tell whether these routes demand a caller:")
		d.lines(doubts)
	}
	d.line("#models:")
	d.line("#  - symbol: (*example.com/shop/auth.Guard).Require # lets nobody through without a session")
	d.line("#    guard: {is: refuses, scheme: session}")
}
