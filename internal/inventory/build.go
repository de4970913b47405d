package inventory

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/guard"
)

// Files names the file of a place for readers.
type Files interface {
	Name(finding.Place) string
}

// Details are what an inventory tells beyond how routes are protected.
type Details struct {
	Findings []finding.Finding // each stands with the routes that it is about
	// Objects: tell what stored data routes touch, which takes time.
	Objects bool
}

// New lists the endpoints of a program, of which there are none if it is nil. The caller fills in who made the list and
// whether it is complete.
func New(p *link.Program, files Files, d Details) *Inventory {
	inv := &Inventory{Schema: Schema, Routes: []Route{}, Unresolved: []Unresolved{}}
	if p == nil {
		return inv
	}
	b := builder{files, p, d}
	for _, r := range p.Routes() {
		for _, method := range methods(r) {
			row := b.route(r)
			row.Method = method
			inv.Routes = append(inv.Routes, row)
		}
	}
	for _, n := range p.Notes() {
		at := b.position(n.Place)
		inv.Unresolved = append(inv.Unresolved, Unresolved{at.File, at.Line, n.Text})
	}
	inv.sort()
	return inv
}

// sort orders routes as readers look for them: by host, path and method. What is registered first comes first.
func (inv *Inventory) sort() {
	slices.SortStableFunc(inv.Routes, func(a, b Route) int {
		return cmp.Or(compareNames(&a, &b), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	slices.SortStableFunc(inv.Unresolved, func(a, b Unresolved) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Reason, b.Reason))
	})
	inv.Unresolved = slices.Compact(inv.Unresolved)
}

func compareNames(a, b *Route) int {
	return cmp.Or(strings.Compare(a.Host, b.Host), strings.Compare(a.Path, b.Path), strings.Compare(a.Method, b.Method))
}

func methods(r *link.Route) []string {
	if len(r.Methods) == 0 {
		return []string{Any}
	}
	return r.Methods
}

type builder struct {
	files   Files
	program *link.Program
	Details
}

// route describes r but for its method.
func (b builder) route(r *link.Route) Route {
	at := b.position(r.Place)
	row := Route{
		Host: r.Host, Path: r.Path, Subtree: r.Subtree, Kind: kind(r.Row),
		Handler: b.function(r.Handler), File: at.File, Line: at.Line,
		Middleware: []Middleware{}, Auth: auth(&r.Auth), RateLimit: rateLimit(&r.Limits), BodyLimit: bodyLimit(&r.Limits), Objects: b.objects(r), Findings: b.about(r),
		Served: r.Served, Program: r.Main, Unresolved: r.Unresolved,
	}
	for i := range r.Middleware {
		m := &r.Middleware[i]
		row.Middleware = append(row.Middleware, Middleware{
			Function: b.function(m.Function), On: string(m.Kind), Conditional: m.Conditional, Attached: b.position(m.Attached),
		})
	}
	return row
}

// about returns the findings on r.
func (b builder) about(r *link.Route) []Finding {
	out := []Finding{}
	for i := range b.Findings {
		if f := &b.Findings[i]; concerns(b.program.Graph, f, r) {
			out = append(out, Finding{f.Rule, f.Severity.String(), f.Message, f.Fingerprint})
		}
	}
	return out
}

func kind(row knowledge.Row) Kind {
	if row == knowledge.Ordinary {
		return Endpoint
	}
	return Kind(row)
}

// auth prefers what is enforced to what is declared.
func auth(a *link.Auth) Auth {
	out := Auth{By: declared(a.By), Role: a.Role, Conditional: a.Conditional}
	switch {
	case a.State == guard.Required:
		out.State = Required
	case a.Declared != "":
		out.State, out.Reason = Public, a.Declared
	case a.State == guard.Unknown:
		out.State, out.Reason = Unknown, a.Why
	case a.State == guard.Optional:
		out.State = Optional
	default:
		out.State = None
	}
	return out
}

func (b builder) position(p finding.Place) Position {
	if !p.IsValid() {
		return Position{}
	}
	return Position{b.files.Name(p), p.Line}
}

func (b builder) function(f link.Function) Function {
	out := parseFunction(f.Known)
	at := b.position(f.Place)
	out.File, out.Line = at.File, at.Line
	return out
}
