package ownercheck

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/guard"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/purpose"
	"github.com/apilint/apilint/internal/link/tie"
)

func check(p *link.Program, report func(finding.Finding)) {
	p.Ties(func(t *tie.Checker) {
		c := &checker{Checker: t, public: map[choice]bool{}, tied: map[*object.Table]bool{}}
		c.check(routes(p), report)
	})
}

func (c *checker) check(routes []endpoint, report func(finding.Finding)) {
	for i := range routes {
		c.survey(&routes[i], isStray(&routes[i], routes))
	}
	c.privileges = newPrivileges(c.Checker, routes)
	reported := map[string]bool{}
	for _, r := range routes {
		for _, f := range c.findings(r) {
			if id := f.Place.Package + f.Place.String(); !reported[id] {
				reported[id] = true
				report(f)
			}
		}
	}
}

// checker holds what the routes of a program have in common.
type checker struct {
	*tie.Checker
	*privileges
	public map[choice]bool        // what anonymous callers may read
	tied   map[*object.Table]bool // tables whose rows some handler ties to its caller
}

// choice is a way to pick rows.
type choice struct {
	table   *object.Table
	column  string
	filters string // the other columns with conditions
}

// choices lists the ways in which a use picks its rows.
func choices(u tie.Use) []choice {
	var list []choice
	for _, column := range u.Columns {
		list = append(list, choice{u.Table, column, strings.Join(u.Filters, " ")})
	}
	return list
}

// endpoint is a route with a handler that can be read.
type endpoint struct {
	*link.Route
	handler    tie.Function
	middleware []tie.Function
	uses       []tie.Use
}

func routes(p *link.Program) []endpoint {
	var list []endpoint
	for _, r := range p.Routes() {
		if handler, middleware, ok := p.Chain(r); ok {
			list = append(list, endpoint{Route: r, handler: handler, middleware: middleware, uses: slices.Concat(p.Uses(r), p.Creates(r))})
		}
	}
	return list
}

// isAnonymous reports whether a route has no caller whom an object could be tied to.
func (e *endpoint) isAnonymous() bool {
	return e.Auth.Declared != "" || e.Auth.State == guard.None
}

// admitsAnyone reports whether a route answers callers who say nothing of themselves.
func (e *endpoint) admitsAnyone() bool { return e.isAnonymous() || e.Auth.State == guard.Optional }

// isDoubtful reports whether somebody asks about the caller, but not about another part of the route's path: then it may be about
// the object after all.
func (e *endpoint) isDoubtful(u tie.Use) bool {
	return u.Asked && !slices.ContainsFunc(u.About, func(k tie.Key) bool { return strings.Contains(e.Path, "{"+k.Name+"}") })
}

// isStray reports whether a route reads for anyone while nearly all that read demand authentication: somebody forgot a guard,
// so it says nothing about what the public may see.
func isStray(e *endpoint, routes []endpoint) bool {
	if e.Auth.State != guard.None || e.Auth.Declared != "" {
		return false
	}
	guarded, peers := 0, 0
	for i := range routes {
		r := &routes[i]
		if r.Main != e.Main || r.Purpose != "" || r.Auth.Declared != "" || !slices.Contains(r.Methods, http.MethodGet) {
			continue
		}
		peers++
		if r.Auth.State == guard.Required {
			guarded++
		}
	}
	return peers >= 4 && guarded*4 >= peers*3
}

// survey finds out what a route does, and what that says about the others. What a log-in reads, it does not show.
func (c *checker) survey(e *endpoint, stray bool) {
	for _, u := range e.uses {
		if e.admitsAnyone() && e.Purpose != purpose.Login && !stray && u.Op == knowledge.Read {
			for _, ch := range choices(u) {
				c.public[ch] = true
			}
		}
		if u.Tie == tie.ByQuery || u.Tie == tie.ByCheck {
			c.tied[u.Table] = true
		}
	}
}

// findings reports the loose uses of a route, one for each way in which the client chooses.
func (c *checker) findings(e endpoint) []finding.Finding {
	if e.isAnonymous() || e.Auth.ByHandler && c.ChecksSignature(e.handler.ID) {
		return nil
	}
	groups := map[string][]tie.Use{}
	var order []string
	for _, u := range e.uses {
		if u.Tie != tie.Free || !c.isOwned(u) || c.isPublic(u) || (u.Op == knowledge.Read || u.Op == knowledge.Insert) && e.admitsAnyone() {
			continue
		}
		id := fmt.Sprint(u.Keys)
		if groups[id] == nil {
			order = append(order, id)
		}
		groups[id] = append(groups[id], u)
	}
	if len(order) == 0 || c.isPrivileged(&e) {
		return nil
	}
	var list []finding.Finding
	for _, id := range order {
		list = append(list, c.finding(e, groups[id]))
	}
	return list
}

// isOwned reports whether the objects belong to somebody.
func (c *checker) isOwned(u tie.Use) bool {
	return u.Table != nil && (len(c.Objects().Owners(u.Table)) > 0 || c.Objects().IsCallers(u.Table))
}

// isPublic reports whether anonymous callers may read the objects in the same way.
func (c *checker) isPublic(u tie.Use) bool {
	return u.Op == knowledge.Read && !slices.ContainsFunc(choices(u), func(ch choice) bool {
		return !c.public[ch] && !c.public[choice{table: ch.table, column: ch.column}]
	})
}

// finding reports uses by the same keys: at the first of them that the handler itself makes, as grave as the gravest.
func (c *checker) finding(e endpoint, uses []tie.Use) finding.Finding {
	worst := slices.MaxFunc(uses, func(a, b tie.Use) int { return gravity(a) - gravity(b) })
	at := uses[0]
	if i := slices.IndexFunc(uses, func(u tie.Use) bool { return u.Handler.Func == e.handler.Func }); i >= 0 {
		at = uses[i]
	}
	if gravity(at) == gravity(worst) {
		worst = at
	}
	f := finding.Finding{
		Severity: severity(worst), Confidence: c.confidence(e, worst),
		Message: e.Name() + ": " + c.sentence(worst),
		Key:     e.Name() + " " + worst.Table.Name + " " + string(worst.Op),
		Trace:   c.trace(worst),
	}
	f.Place, f.Generated = place(at)
	return f
}

// gravity orders operations.
func gravity(u tie.Use) int {
	switch u.Op {
	case knowledge.Delete:
		return 3
	case knowledge.Update, knowledge.Insert:
		return 2
	}
	return 1
}

func severity(u tie.Use) finding.Severity {
	if gravity(u) > 1 {
		return finding.High
	}
	return finding.Medium
}

// confidence is high where other handlers tie the same objects to their callers, and low where nothing but a name says that
// the objects have an owner, or somebody who made them, or where they are the users themselves, whom others may often see.
func (c *checker) confidence(e endpoint, u tie.Use) finding.Confidence {
	switch {
	case u.Op == knowledge.Read && c.Objects().IsCallers(u.Table), u.Open, u.Cut, e.isDoubtful(u), e.Auth.State == guard.Unknown:
		return finding.Unlikely
	case u.Op == knowledge.Insert: // whom something is made for, or below what, the service may leave to its users
		if c.tied[u.Table] || c.tied[u.Parent] {
			return finding.Likely
		}
		return finding.Unlikely
	case c.tied[u.Table]:
		return finding.Certain
	}
	if owners := c.Objects().Owners(u.Table); len(owners) > 0 && owners[0].Maker && !owners[0].Sure {
		return finding.Unlikely
	}
	return finding.Likely
}

var verbs = map[knowledge.Access]string{knowledge.Read: "loaded", knowledge.Update: "changed", knowledge.Delete: "deleted", knowledge.Insert: "created"}

func (c *checker) sentence(u tie.Use) string {
	switch {
	case u.Op == knowledge.Insert && u.Owned:
		return fmt.Sprintf("%s is created for an owner that the client names and nobody compares with the caller", u.Table.Noun())
	case u.Op == knowledge.Insert:
		return fmt.Sprintf("%s is created below a client-chosen %s that nobody ties to the caller", u.Table.Noun(), u.Parent.Noun())
	case u.Owned:
		return fmt.Sprintf("%s is %s by an owner that the client names and nobody compares with the caller", u.Table.Noun(), verbs[u.Op])
	}
	return fmt.Sprintf("%s is %s by a client-chosen %s and never tied to the caller", u.Table.Noun(), verbs[u.Op], keyName(u))
}

// keyName names what the client chooses.
func keyName(u tie.Use) string {
	for _, k := range u.Keys {
		if k.Name != "" {
			return k.Name
		}
	}
	return "id"
}

// place is where the handler uses the key: its own call on the way to the access, in the innermost function literal of it,
// or of the function that it wraps. What a generator wrote nobody changes: the place is in the first function below that somebody
// wrote.
func place(u tie.Use) (at finding.Place, generated bool) {
	for n := len(u.Calls); n >= 0; n-- {
		if !isHandlers(u, u.Outer(n).Fn) {
			continue
		}
		for n < len(u.Calls) && u.Outer(n).Fn.Generated() {
			n++
		}
		site := u.Site
		if n < len(u.Calls) {
			site = u.Calls[n]
		}
		return site.Caller.Place(site.Instr().Pos), site.Caller.Generated()
	}
	return u.Handler.Place(u.Handler.Pos), u.Handler.Generated()
}

// isHandlers reports whether a function is that of a use's handler, or one that the handler holds.
func isHandlers(u tie.Use, f *graph.Func) bool {
	outer, _, _ := strings.Cut(f.ID, "$")
	return f == u.Handler.Func || strings.HasPrefix(f.ID, u.Handler.ID+"$") || slices.Contains(u.Handler.Funcs, outer) || slices.Contains(u.Handler.Funcs, f.ID)
}

// columns names the columns on which the keys are matched; a library's own condition on the key names none.
func columns(u tie.Use) []string {
	list := slices.Clone(u.Columns)
	for i, column := range list {
		if column == "" {
			list[i] = "its key"
		}
	}
	return list
}

// trace leads from the request to the query and says what is missing there.
func (c *checker) trace(u tie.Use) []finding.Step {
	steps := c.Choice(u).Trace()
	for _, s := range u.Calls {
		if p := s.Caller.Place(s.Instr().Pos); !slices.ContainsFunc(steps, func(s finding.Step) bool { return s.Place == p }) {
			steps = append(steps, finding.Step{Place: p, Text: "leads to the query"})
		}
	}
	text := "table " + u.Table.Name + " by " + strings.Join(columns(u), ", ")
	if owners := c.Objects().Owners(u.Table); len(owners) > 0 {
		o := owners[0]
		text += "; expected a tie to " + o.Table + "." + o.Column
	}
	return append(steps, finding.Step{Place: u.Fn.Place(u.Site.Instr().Pos), Text: text})
}
