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
type Purpose string

// The purposes.
const (
	None     Purpose = ""
	Login    Purpose = "login"
	Account  Purpose = "registration or recovery of an account"
	Logout   Purpose = "logout"
	Health   Purpose = "health or readiness"
	Metrics  Purpose = "metrics"
	Files    Purpose = "static files"
	Docs     Purpose = "documentation"
	Webhook  Purpose = "signed webhook"
	Fallback Purpose = "fallback"
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
	knowledge.ChecksSignature: 8, knowledge.StartsLogin: 16,
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

// last lists the words that tell what a route is for when they end its fixed part.
var last = map[string]Purpose{
	"login": Login, "signin": Login, "sign-in": Login, "sign_in": Login, "log-in": Login, "authenticate": Login, "sso": Login, "saml": Login,
	"oauth": Login, "oauth2": Login, "oidc": Login, "callback": Login, "authorize": Login, "otp": Login, "2fa": Login, "mfa": Login, "captcha": Login,
	"register": Account, "registration": Account, "signup": Account, "sign-up": Account, "sign_up": Account,
	"forgot": Account, "forgot-password": Account, "forgot_password": Account, "forgotpassword": Account,
	"reset-password": Account, "reset_password": Account, "resetpassword": Account, "password-reset": Account, "reset": Account,
	"activate": Account, "activation": Account, "verify": Account, "verify-email": Account, "verify_email": Account, "confirm": Account,
	"logout": Logout, "signout": Logout, "sign-out": Logout, "log-out": Logout,
	"health": Health, "healthz": Health, "healthcheck": Health, "health-check": Health, "ready": Health, "readyz": Health, "readiness": Health,
	"live": Health, "livez": Health, "liveness": Health, "ping": Health, "version": Health, "heartbeat": Health, "alive": Health,
	"metrics":     Metrics,
	"favicon.ico": Files, "robots.txt": Files, "static": Files, "assets": Files,
	"docs": Docs, "swagger": Docs, "openapi": Docs, "openapi.json": Docs, "openapi.yaml": Docs, "swagger.json": Docs, "swagger.yaml": Docs, "redoc": Docs,
}

// posted lists the words that do so only for requests that create something.
var posted = map[string]Purpose{
	"token": Login, "tokens": Login, "refresh": Login, "refresh-token": Login, "refresh_token": Login, "renew_access": Login,
	"session": Login, "sessions": Login, "auth": Login, "password": Account,
}

// anywhere lists the words that do so wherever they stand.
var anywhere = map[string]Purpose{"swagger": Docs, "well-known": Docs, "static": Files, "assets": Files, "oauth": Login, "oauth2": Login, "saml": Login}

func byPath(words, methods []string) Purpose {
	if len(words) == 0 {
		return None
	}
	end := words[len(words)-1]
	if p, ok := last[end]; ok {
		return p
	}
	if p, ok := posted[end]; ok && slices.Equal(methods, []string{"POST"}) {
		return p
	}
	for _, w := range words {
		if p, ok := anywhere[w]; ok {
			return p
		}
	}
	return None
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
