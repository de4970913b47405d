// Command originfunctions decides about origins in functions of all kinds.
package main

import (
	"log"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/rs/cors"
)

type policy struct {
	allowed map[string]struct{}
	domain  string
}

func (p policy) listed(origin string) bool {
	_, ok := p.allowed[origin]
	return ok
}

func (p policy) bySuffix(origin string) bool { return strings.HasSuffix(origin, p.domain) }

func (p policy) bySubdomain(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "https" {
		return false
	}
	return u.Hostname() == p.domain || strings.HasSuffix(u.Hostname(), "."+p.domain)
}

func (p policy) byHostContains(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && strings.Contains(u.Host, p.domain)
}

func (p policy) byLoop(origin string) bool {
	for allowed := range p.allowed {
		if strings.EqualFold(allowed, origin) {
			return true
		}
	}
	return false
}

func loggedYes(origin string) bool {
	log.Printf("request of %s", origin)
	return true
}

func orNull(origin string) bool {
	return origin == "null" || origin == "https://example.com"
}

func prefix(origin string) bool { return strings.HasPrefix(origin, "https://example.com") }

func prefixWithSlash(origin string) bool {
	return strings.HasPrefix(origin+"/", "https://example.com/")
}

var (
	unescaped = regexp.MustCompile(`example.com$`)
	escaped   = regexp.MustCompile(`^https://([a-z]+\.)?example\.com$`)
)

func switched(origin string) bool {
	switch origin {
	case "https://example.com", "http://localhost:5173":
		return true
	default:
		return false
	}
}

func handle(pattern string, options cors.Options) {
	options.AllowCredentials = true
	http.Handle(pattern, cors.New(options).Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("hello"))
	})))
}

func main() {
	p := policy{allowed: map[string]struct{}{"https://example.com": {}}, domain: "example.com"}
	handle("/a", cors.Options{AllowOriginFunc: p.listed})                 // ok: a key of a map
	handle("/b", cors.Options{AllowOriginFunc: p.bySuffix})               // want cors
	handle("/c", cors.Options{AllowOriginFunc: p.bySubdomain})            // ok: the host is compared with its dot
	handle("/d", cors.Options{AllowOriginFunc: p.byHostContains})         // want cors
	handle("/e", cors.Options{AllowOriginFunc: p.byLoop})                 // ok: compared with a list
	handle("/f", cors.Options{AllowOriginFunc: loggedYes})                // want cors
	handle("/g", cors.Options{AllowOriginFunc: orNull})                   // want cors
	handle("/h", cors.Options{AllowOriginFunc: prefix})                   // want cors
	handle("/i", cors.Options{AllowOriginFunc: prefixWithSlash})          // ok: the slash ends the host
	handle("/j", cors.Options{AllowOriginFunc: unescaped.MatchString})    // want cors
	handle("/k", cors.Options{AllowOriginFunc: escaped.MatchString})      // ok: an anchored regexp
	handle("/l", cors.Options{AllowOriginFunc: switched})                 // ok: a switch over constants
	handle("/m", cors.Options{AllowOriginFunc: func(origin string) bool { // ok: compared with a list
		return slices.Contains([]string{"https://example.com"}, origin)
	}})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
