package secretlog

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// credential is something that proves who a client is. Every address that has it in its query is a secret.
type credential struct {
	name   string
	degree knowledge.Secrecy
}

func (c credential) describe() string {
	return "the address of the request with its query parameter " + c.name
}

// queryCredential returns the query parameter that is most surely a secret, of those that the program reads.
func queryCredential(p *link.Program) credential {
	var best credential
	for f := range p.Graph.Funcs {
		for site := range f.Instrs {
			if name := queryName(p.Flow, site); knowledge.SecretName(name) > best.degree {
				best = credential{name, knowledge.SecretName(name)}
			}
		}
	}
	return best
}

// queryName returns the name of the query parameter that a call reads, "" if it reads none.
func queryName(t *flow.Tracer, site graph.Site) string {
	e := t.Known(site)
	switch {
	case e == nil:
		return ""
	case e.Input != nil && e.Input.Part == knowledge.InQuery:
		return constant(t, site, e.Input.Name)
	case e.Flow != nil && e.Flow.Key != knowledge.None:
		name := constant(t, site, e.Flow.Key)
		if knowledge.SecretName(name) == knowledge.NoSecret {
			return ""
		}
		values, _ := flow.Operand(site, e.Flow.From[0])
		for _, o := range t.Origins(flow.Text, nil, site.Caller, values, "") {
			if o.Kind == flow.Request && o.Part == "query" {
				return name
			}
		}
	}
	return ""
}

func constant(t *flow.Tracer, site graph.Site, a knowledge.Arg) string {
	ref, ok := flow.Operand(site, a)
	if !ok {
		return ""
	}
	text, _ := t.ConstText(site.Caller, ref)
	return text
}

// isAddress reports whether an origin is the address of a request with its query.
func (c *checker) isAddress(o flow.Origin) bool {
	first, _ := o.Path.Split()
	whole := strings.Trim(first, "!{}") == "" || first == "RawQuery"
	switch {
	case o.Kind == flow.Marked:
		return o.Part == address
	case o.Kind != flow.Request || !whole || stripsQuery(o.Fn) || c.sends(o.Fn):
		return false
	}
	return o.Part == "url" || o.Part == "query" && o.Name == "" && !slices.ContainsFunc(o.Steps(), func(s flow.Step) bool { return stripsQuery(s.Fn) })
}

// sends reports whether a function gets answers for requests, as transports do: its requests are not those of clients.
func (c *checker) sends(f *graph.Func) bool {
	if len(f.Results) == 0 {
		return false
	}
	t := c.Graph.TypeOf(f, f.Results[0].Type).Deref()
	return t.IsKnown() && t.Name == "net/http.Response"
}

// stripsQuery reports whether a function writes the query of a URL, and so leaves something out of it.
func stripsQuery(f *graph.Func) bool {
	for _, in := range f.Instrs {
		if in.Op == summary.OpFieldAddr && f.Sym(in) == "RawQuery" && isStored(f, in.Dst) {
			return true
		}
	}
	return false
}

// isStored reports whether a function stores something at the address in a register.
func isStored(f *graph.Func, register int32) bool {
	for _, in := range f.Instrs {
		if in.Op == summary.OpStore && in.Args[0] == summary.MakeRef(summary.RefReg, int(register)) {
			return true
		}
	}
	return false
}

// accessLogs reports the access logs of libraries that write credentials.
func (c *checker) accessLogs(f *graph.Func) {
	for site, in := range f.Instrs {
		if e := c.Flow.Known(site); e != nil && e.AccessLog != nil {
			c.headers(site, f.Sym(in), e.AccessLog)
			c.accessLog(site, f.Sym(in), e.AccessLog)
		}
		for _, a := range in.Args {
			if a.Kind() != summary.RefFunc {
				continue
			}
			name := f.Pkg.Symbols[a.N()]
			if e := c.Graph.Known(name); e != nil && e.AccessLog != nil && e.AccessLog.Standard {
				c.addAddresses(site, name)
			}
		}
	}
}

// headers reports an access log whose format names a header or cookie that is a credential.
func (c *checker) headers(site graph.Site, name string, a *knowledge.AccessLog) {
	config, ok := flow.Operand(site, a.Config)
	if !ok {
		return
	}
	c.mayBe(site, config, a.Format, func(format string) bool {
		for _, mark := range a.Named {
			for _, rest := range strings.Split(format, mark)[1:] {
				header, _, _ := strings.Cut(rest, "}")
				if degree := knowledge.SecretName(header); degree != knowledge.NoSecret {
					c.addAccessLog(site, name, credential{header, degree}, "header or cookie "+header+" of every request", "take it out of the format")
					return true
				}
			}
		}
		return false
	})
}

// accessLog reports an access log that writes addresses as its configuration says.
func (c *checker) accessLog(site graph.Site, name string, a *knowledge.AccessLog) {
	if c.inQuery.degree == knowledge.NoSecret {
		return
	}
	if line, path, ok := c.line(site, a); ok {
		for _, o := range c.Flow.Origins(printed, nil, site.Caller, line, path) {
			if c.isAddress(o) {
				c.addAddresses(site, name)
			}
		}
		return
	}
	config, ok := flow.Operand(site, a.Config)
	if !ok {
		if a.Standard {
			c.addAddresses(site, name)
		}
		return
	}
	if a.Omits != "" && c.mayBe(site, config, a.Omits, func(text string) bool { return text == "true" }) {
		return
	}
	marked := func(text string) bool {
		return slices.ContainsFunc(a.Marks, func(mark string) bool { return strings.Contains(text, mark) })
	}
	custom := a.Format != "" && c.mayBe(site, config, a.Format, func(text string) bool { return text != "" && text != "zero value" })
	if custom && c.mayBe(site, config, a.Format, marked) || !custom && a.Standard {
		c.addAddresses(site, name)
	}
}

// line returns the function of the program that makes the line, as a value with the path of its result.
func (c *checker) line(site graph.Site, a *knowledge.AccessLog) (summary.Ref, flow.Path, bool) {
	if ref, ok := flow.Operand(site, a.Line); ok {
		return ref, "()0", true
	}
	config, ok := flow.Operand(site, a.Config)
	if !ok || a.LineField == "" {
		return 0, "", false
	}
	for _, o := range c.Flow.Origins(flow.Text, nil, site.Caller, config, flow.Field(a.LineField)) {
		if o.Kind == flow.Func {
			return config, flow.Field(a.LineField, "()0"), true
		}
	}
	return 0, "", false
}

// mayBe reports whether a field of a configuration may hold a constant that is as wanted.
func (c *checker) mayBe(site graph.Site, config summary.Ref, field string, wanted func(string) bool) bool {
	for _, path := range []flow.Path{flow.Field(field), flow.Field("[0]", field)} {
		for _, o := range c.Flow.Origins(constants, nil, site.Caller, config, path) {
			if o.Kind == flow.Const && wanted(o.Name) {
				return true
			}
		}
	}
	return false
}

var constants = &flow.Policy{Values: true, Opaque: true}

// addAddresses reports an access log that writes addresses with a credential in them.
func (c *checker) addAddresses(site graph.Site, name string) {
	if c.inQuery.degree != knowledge.NoSecret {
		c.addAccessLog(site, name, c.inQuery, c.inQuery.describe(), "log the path alone or mask the parameter")
	}
}

func (c *checker) addAccessLog(site graph.Site, name string, secret credential, what, advice string) {
	confidence := finding.Likely
	if secret.degree == knowledge.SurelySecret {
		confidence = finding.Certain
	}
	f := site.Caller
	place := f.Place(used(site))
	c.found.Add(place, finding.Finding{
		Rule: "secretlog", Severity: finding.High, Confidence: confidence, Place: place,
		Message: f.Name + ": " + what + " is written to a log by " + flow.Short(name) + ", where whoever reads logs can use it; " + advice,
		Key:     f.ID + " " + name + " " + secret.name,
	})
}

// used is the place of an instruction or, if it has none, of the one after it that uses the list which it fills.
func used(site graph.Site) summary.Pos {
	for _, in := range site.Caller.Blocks[site.Block].Instrs[site.Index:] {
		if in.Pos.IsValid() {
			return in.Pos
		}
	}
	return site.Caller.Pos
}
