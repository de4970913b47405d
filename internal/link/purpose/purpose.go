// Package purpose tells what a route is for, as far as that decides whether it is public by design: logging in, getting
// an account, health, files, documentation, webhooks.
//
// What the handler does is asked first. The path is asked where the path is the interface: everybody calls a health check
// /healthz, and no body shows that a link in a mail leads to /verify/{code}.
package purpose

import (
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Purpose is what a route is for; None is anything that is not public by design.
type Purpose = knowledge.Purpose

// The purposes.
const (
	None     = knowledge.ForNothing
	Login    = knowledge.ForLogin
	Account  = knowledge.ForAccount
	Logout   = knowledge.ForLogout
	Health   = knowledge.ForHealth
	Metrics  = knowledge.ForMetrics
	Files    = knowledge.ForFiles
	Docs     = knowledge.ForManual
	Webhook  = knowledge.ForWebhook
	Fallback = knowledge.ForFallback
)

// Classifier answers what routes are for. It is safe for concurrent use.
type Classifier struct {
	graph *graph.Graph
	once  sync.Once
	uses  map[string]useSet // what a function does with credentials, by itself or through what it calls
}

// useSet is a set of credential uses.
type useSet uint8

var useBits = map[knowledge.CredentialUse]useSet{
	knowledge.ChecksPassword: 1, knowledge.HashesPassword: 2, knowledge.IssuesToken: 4,
	knowledge.ChecksSignature: 8, knowledge.StartsLogin: 16, knowledge.ChecksCode: 32, knowledge.SendsMessage: 64,
}

func (s useSet) has(u knowledge.CredentialUse) bool { return s&useBits[u] != 0 }

// New returns a classifier for a program.
func New(g *graph.Graph) *Classifier { return &Classifier{graph: g} }

// Of returns what the route with a row kind, methods, path and handler is for.
func (c *Classifier) Of(row knowledge.Row, methods []string, path, handler string) Purpose {
	switch row {
	case knowledge.Static:
		return Files
	case knowledge.Docs:
		return Docs
	case knowledge.NotFound, knowledge.Redirect:
		return Fallback
	}
	c.once.Do(c.collect)
	words := segments(path)
	if p := byPath(words, methods); p != None {
		return p
	}
	if slices.Contains(words, "admin") {
		return None // whoever creates accounts there is no visitor
	}
	return c.byBody(methods, handler)
}

// Named reports whether the path itself says what a route with some methods is for.
func Named(methods []string, path string) bool { return byPath(segments(path), methods) != None }

// byBody judges what the handler does with credentials.
func (c *Classifier) byBody(methods []string, handler string) Purpose {
	uses := c.uses[handler]
	writes := !slices.Contains(methods, "GET") && !slices.Contains(methods, "DELETE")
	switch {
	case uses.has(knowledge.StartsLogin):
		return Login
	case writes && (uses.has(knowledge.ChecksPassword) || uses.has(knowledge.IssuesToken)):
		return Login
	case slices.Equal(methods, []string{"POST"}) && uses.has(knowledge.HashesPassword):
		return Account
	case writes && uses.has(knowledge.ChecksSignature):
		return Webhook
	}
	return None
}

// Uses reports whether the function called handler, or what it calls, uses credentials in a way.
func (c *Classifier) Uses(handler string, use knowledge.CredentialUse) bool {
	c.once.Do(c.collect)
	return c.uses[handler].has(use)
}

// segments returns the fixed parts of a path in lower case.
func segments(path string) []string {
	var words []string
	for s := range strings.SplitSeq(strings.ToLower(path), "/") {
		if s != "" && !strings.HasPrefix(s, "{") {
			words = append(words, strings.Trim(s, "_-."))
		}
	}
	return words
}

// byPath judges the fixed parts of a path.
func byPath(words, methods []string) Purpose {
	if len(words) == 0 {
		return None
	}
	posted := slices.Equal(methods, []string{"POST"})
	for _, w := range knowledge.PathWords() {
		if holds(w, words, posted) {
			return w.Means
		}
	}
	return None
}

// holds reports whether a word stands where it has its meaning.
func holds(w knowledge.PathWord, words []string, posted bool) bool {
	before, end := words[:len(words)-1], words[len(words)-1]
	switch w.Where {
	case knowledge.Anywhere:
		return slices.Contains(words, w.Word)
	case knowledge.WhenPosted:
		return posted && end == w.Word
	case knowledge.OfAccount:
		return end == w.Word && !slices.ContainsFunc(before, func(s string) bool { return !knowledge.IsAccountWord(s) })
	}
	return end == w.Word
}

// collect computes for each function what it, and everything that it may call, does with credentials.
func (c *Classifier) collect() {
	c.uses = map[string]useSet{}
	users := map[string][]string{}
	var work []string
	add := func(id string, s useSet) {
		if c.uses[id]|s != c.uses[id] {
			c.uses[id] |= s
			work = append(work, id)
		}
	}
	for f := range c.graph.Funcs {
		if f.Outer != "" {
			users[f.ID] = append(users[f.ID], f.Outer)
		}
		for site, in := range f.Instrs {
			if in.Op != summary.OpCall && in.Op != summary.OpInvoke {
				continue
			}
			if e := f.Known(f.Sym(in)); e != nil && e.Credential != nil {
				add(f.ID, useBits[e.Credential.Do])
			}
			for _, callee := range c.graph.Callees(site) {
				users[callee.ID] = append(users[callee.ID], f.ID)
			}
		}
	}
	for len(work) > 0 {
		id := work[len(work)-1]
		work = work[:len(work)-1]
		for _, user := range users[id] {
			add(user, c.uses[id])
		}
	}
}
