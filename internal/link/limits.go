package link

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/limit"
	"github.com/apilint/apilint/internal/link/route"
)

// Limits is what bounds the requests of a route.
type Limits struct {
	// Rates limit how often a client may call, in the order in which requests meet them.
	Rates []Limit
	// Body bounds the body with which a request gets to the handler, nil if nothing does.
	Body  *Limit
	Reads []BodyRead
	// Opaque names a middleware that may be a limiter and cannot be read, "" if there is none.
	Opaque string
}

// Limit is a limit on requests or on their bodies.
type Limit struct {
	By          string // the middleware, handler, function or library that limits
	Value       string // how much, for people; "" if that is not known
	Place       finding.Place
	Conditional bool // configuration can switch it off
	Declared    bool // of bodies: only the length that the client declares counts
	ByDefault   bool // of bodies: the server library has it without being asked
}

// BodyRead is a place where the body of a request is read or decoded.
type BodyRead struct {
	By    string // the function that reads; the library if it reads before the handler runs
	Part  knowledge.Part
	Place finding.Place
	In    Function // of the program
	// Limit is what bounds the body there, nil if nothing does.
	Limit   *Limit
	Unpacks bool // what is read is packed in the body, and bounded only as a package
	Unclear bool // the program reads through a reader of its own, which may bound it
}

// limits names what was noted about the limits of a route.
func (p *Program) limits(out *Route, r *route.Route, report limit.Report) Limits {
	n := limitNames{out, r}
	l := Limits{Body: n.limit(report.Body)}
	for i := range report.Rates {
		l.Rates = append(l.Rates, *n.limit(&report.Rates[i]))
	}
	for _, read := range report.Reads {
		in := Function{ID: read.In, Name: shortName(read.In)}
		if fn := p.Graph.Func(read.In); fn != nil {
			in.Name, in.Place, in.Generated = fn.Name, fn.Place(fn.Pos), fn.Generated()
		}
		by := libraryName(read.Symbol)
		if read.Symbol == "" {
			by = r.Family
		}
		l.Reads = append(l.Reads, BodyRead{
			By: by, Part: read.Part, Place: read.Place, In: in, Limit: n.limit(read.Limit), Unpacks: read.Unpacks, Unclear: read.Unclear,
		})
	}
	p.deployed(out, &l)
	if report.Opaque >= 0 && report.Opaque < len(out.Middleware) {
		l.Opaque = out.Middleware[report.Opaque].Name
	}
	return l
}

// deployed adds the limits of what stands in front of the program.
func (p *Program) deployed(out *Route, l *Limits) {
	if p.Options.Deployment.LimitsRate(out) {
		l.Rates = append([]Limit{{By: deployment}}, l.Rates...)
	}
	n := p.Options.Deployment.BodyLimit
	if n <= 0 {
		return
	}
	bound := &Limit{By: deployment, Value: limit.Bytes(n)}
	if l.Body == nil {
		l.Body = bound
	}
	for i := range l.Reads {
		if l.Reads[i].Limit == nil {
			l.Reads[i].Limit = bound
		}
	}
}

// deployment names what stands in front of the program.
const deployment = "the deployment"

// Handles reports whether the handler of a route, or what it calls, uses credentials in a way.
func (p *Program) Handles(r *Route, use knowledge.CredentialUse) bool {
	return p.purposes.Uses(r.Handler.ID, use)
}

// limitNames names the parts of a route.
type limitNames struct {
	out *Route
	r   *route.Route
}

func (n limitNames) limit(l *limit.Limit) *Limit {
	if l == nil {
		return nil
	}
	out := &Limit{By: libraryName(l.Symbol), Value: l.Value, Place: l.Place, Conditional: l.Conditional, Declared: l.Declared}
	switch {
	case l.By >= 0 && l.By < len(n.out.Middleware) && n.out.Middleware[l.By].Name != "":
		out.By = n.out.Middleware[l.By].Name
	case out.By == "" && l.By == len(n.out.Middleware):
		out.By = n.out.Handler.Name
	case out.By == "":
		out.By, out.ByDefault = n.r.Family, true
	}
	return out
}

// generated reports whether a place is in a generated file.
func (p *Program) generated(at finding.Place) bool {
	pkg := p.Graph.Package(at.Package)
	if pkg == nil {
		return false
	}
	for i := range pkg.Files {
		if f := &pkg.Files[i]; f.Generated && strings.HasSuffix(at.File, f.Name) {
			return true
		}
	}
	return false
}

// libraryName names a function of a library for people, without the major version that ends its import path.
func libraryName(symbol string) string {
	dir, name, ok := strings.Cut(symbol, "/v")
	for ok {
		digits, rest, _ := strings.Cut(name, ".")
		if _, err := strconv.Atoi(digits); err == nil {
			return shortName(dir + "." + rest)
		}
		var more string
		more, name, ok = strings.Cut(name, "/v")
		dir += "/v" + more
	}
	return shortName(symbol)
}

// Home returns where somebody wrote that the route is there: its registration or, where that is generated, its handler or the
// server.
func (r *Route) Home() finding.Place {
	switch {
	case !r.Generated:
		return r.Place
	case r.Handler.Place.IsValid() && !r.Handler.Generated:
		return r.Handler.Place
	case r.Served:
		return r.Server
	}
	return r.Place
}
