package xss

import (
	"net/http"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// kind says how likely it is that a browser reads the body of an answer as HTML; it reports false if it does not. What the
// functions on the way to the call declare counts.
func (c *checker) kind(site graph.Site, page *knowledge.Page, calls []graph.Site) (finding.Confidence, bool) {
	if page.HTML {
		return finding.Certain, true
	}
	if ref, ok := flow.Operand(site, page.Type); ok {
		return c.declares(site.Caller, ref)
	}
	at := site
	for n := len(calls); ; n-- {
		for _, ref := range c.declarations(at) {
			return c.declares(at.Caller, ref)
		}
		if n == 0 {
			break
		}
		at = calls[n-1]
	}
	if !page.Sniffed {
		return 0, false
	}
	if page.Templated {
		return finding.Unlikely, true
	}
	return c.sniff(site)
}

// declares says whether a content type is that of pages.
func (c *checker) declares(f *graph.Func, contentType summary.Ref) (finding.Confidence, bool) {
	text, ok := c.flow.ConstText(f, contentType)
	if !ok {
		return finding.Unlikely, true
	}
	return finding.Certain, knowledge.IsHTML(text)
}

// declarations lists the content types that the function of a call declares, those before the call first.
func (c *checker) declarations(call graph.Site) []summary.Ref {
	var before, after []summary.Ref
	for site := range call.Caller.Instrs {
		ref, ok := c.declaration(site)
		switch {
		case !ok:
		case site.Block < call.Block || site.Block == call.Block && site.Index < call.Index:
			before = append([]summary.Ref{ref}, before...)
		default:
			after = append(after, ref)
		}
	}
	return append(before, after...)
}

// declaration returns the content type that a call declares.
func (c *checker) declaration(site graph.Site) (summary.Ref, bool) {
	e := c.flow.Known(site)
	switch {
	case e == nil:
	case e.Page != nil && e.Page.Text == knowledge.None && e.Page.Values == knowledge.None:
		return flow.Operand(site, e.Page.Type)
	case e.Location != nil:
		name, ok := flow.Operand(site, e.Location.Header)
		if !ok {
			return 0, false
		}
		if header, _ := c.flow.ConstText(site.Caller, name); strings.EqualFold(header, "Content-Type") {
			return flow.Operand(site, e.Location.To)
		}
	}
	return 0, false
}

// sniff looks at how a body begins, as net/http does. The call may not be the first that writes: one before it, in the same
// function, decides.
func (c *checker) sniff(call graph.Site) (finding.Confidence, bool) {
	for site := range call.Caller.Instrs {
		e := c.flow.Known(site)
		if e == nil || e.Page == nil || !e.Page.Sniffed {
			continue
		}
		if begin, ok := c.begin(site, e.Page); ok && strings.TrimSpace(begin) != "" {
			return finding.Likely, knowledge.IsHTML(http.DetectContentType([]byte(begin + " ")))
		}
		if site == call {
			return finding.Unlikely, true
		}
	}
	return 0, false
}

// begin returns the constant text with which the body of a call begins.
func (c *checker) begin(site graph.Site, page *knowledge.Page) (string, bool) {
	if text, ok := flow.Operand(site, page.Text); ok {
		begin, ok := c.flow.Begin(site.Caller, text)
		begin, _, _ = strings.Cut(begin, "%")
		return begin, ok
	}
	values, ok := flow.Operand(site, page.Values)
	if !ok {
		return "", false
	}
	elems := c.flow.Elements(site.Caller, values)
	if len(elems) == 0 {
		return "", false
	}
	return c.flow.Begin(site.Caller, elems[0])
}
