package flow

import (
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// What makes a value harmless depends on where it goes. The host of a URL may be compared instead of the whole, a path may
// be tested for dots. Such tests are about something that was made from the value; the gate of
// guard.go follows what is tested back to the value for those sinks.

// aim is what a value has to be harmless for.
type aim struct {
	sink  knowledge.Sink // empty: only comparisons with what is allowed count
	given via            // how the value was made from the one that goes there
}

// The parts of a test for a path on the own site: it begins with a slash, and not with two, of which the second may be a
// backslash, because browsers take that for a slash.
const (
	rooted   knowledge.Sink = "redirect, begins with a slash"
	single   knowledge.Sink = "redirect, does not begin with two"
	straight knowledge.Sink = "redirect, does not begin with a slash and a backslash"
)

// onSite are the parts of a test for a path on the own site.
var onSite = []knowledge.Sink{rooted, single, straight}

// aimAt returns the aim of a policy.
func aimAt(s knowledge.Sink) aim {
	switch s {
	case knowledge.InFetch, knowledge.InRedirect, knowledge.InFilePath, knowledge.InArgument:
		return aim{sink: s}
	}
	return aim{}
}

func (a aim) with(v via) aim { return aim{a.sink, a.given | v} }

func (a aim) String() string {
	if a.sink == "" {
		return ""
	}
	return string(a.sink) + string(rune('0'+a.given)) + ":"
}

// via tells how one value was made from another.
type via uint8

const (
	viaHost  via = 1 << iota // the host of a URL
	viaClean                 // a path without dots that could be resolved
	viaRel                   // a path relative to another
	viaBase                  // the last element of a path
	viaDir                   // what comes before it
)

// use is a block in which a value of a function is used. A value that is allowed there was harmless all along.
type use struct {
	b     *body
	block int
}

// note returns what a policy wants to know of the use of a value.
func (p *Policy) note(u use) use {
	if !p.Guards || aimAt(p.Sink).sink == "" {
		return use{}
	}
	return u
}

// used notes the use of a value from which others of the same function are followed.
func (w *walk) used(it item, block int) item {
	if it.use.b != it.b {
		it.use = w.policy.note(use{it.b, block})
	}
	return it
}

func (w *walk) isAllowed(it item, ref summary.Ref, block int) bool {
	a := aimAt(w.policy.Sink)
	return it.b.isAllowed(w.t, a, ref, block) || it.use.b == it.b && it.use.block != block && it.b.isAllowed(w.t, a, ref, it.use.block)
}

// OriginsAt is Origins for a value as a call uses it: what stands before the call counts as a guard.
func (t *Tracer) OriginsAt(p *Policy, calls []graph.Site, s graph.Site, ref summary.Ref, path Path) []Origin {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.body(s.Caller)
	if p.Guards && b.isAllowed(t, aimAt(p.Sink), ref, s.Block) {
		return []Origin{{Kind: Safe, Name: "allow-list", Fn: s.Caller, Ref: ref, Path: path}}
	}
	return t.origins(p, calls, node{b: b, ref: ref, path: path, use: p.note(use{b, s.Block})})
}
