// Package limit notes what bounds the requests of a route: how often a client may call, and how much it may send.
//
// It watches the execution of the route's middleware and handler that package guard makes. The body of the request is an
// object that remembers whether something bounds it: http.MaxBytesReader and its kin make a bounded one of it, a
// middleware that stores such a reader in the request bounds it for all that come after, and whoever reads is noted
// together with what bounded the body at that moment. So the order counts, as it does when the program runs, and a limit that is set
// after the read or on another body counts for nothing.
//
// What limits how often clients call is found by what it does too: a middleware, or a handler, that refuses because a
// limiter of a library said so, or that answers 429. Names decide nothing.
package limit

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

// Report is what was noted about a route.
type Report struct {
	Rates []Limit // in the order in which requests meet them
	// Body bounds the body with which a request gets to the handler, nil if nothing does.
	Body  *Limit
	Reads []Read // in the order in which they were first met
	// Opaque is what may be a limiter and cannot be read: the index of a middleware, -1 if there is none.
	Opaque int
}

// Limit is a limit on requests or on their bodies.
type Limit struct {
	// By is the index of the middleware that limits, the length of the chain for the handler, -1 for the server.
	By     int
	Symbol string // of the library function that does, "" if the program does by itself
	Value  string // how much, for people; "" if that is not known
	Place  finding.Place
	// Conditional: configuration can switch it off.
	Conditional bool
	// Declared: only the length that the client declares counts.
	Declared bool
}

// Read is a place where a body is read or decoded.
type Read struct {
	By     int    // as in Limit
	Symbol string // of the function that reads, "" for the server
	Part   knowledge.Part
	Place  finding.Place
	In     string // full name of the function of the program that reads
	// Limit is what bounds the body there, nil if nothing does.
	Limit *Limit
	// Unpacks: what bounds the body, if anything, bounds it before it is unpacked.
	Unpacks bool
	// Unclear: the program reads through a reader of its own, which may bound the body.
	Unclear bool
}
