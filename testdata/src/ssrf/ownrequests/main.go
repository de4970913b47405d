// Command ownrequests looks at the requests that it makes itself, which no client has sent.
package main

import (
	"errors"
	"log"
	"net/http"
	"net/url"
)

// authorizer adds credentials to the requests of a client.
type authorizer interface{ Modify(req *http.Request) error }

type bearer struct{ endpoint string }

func (b *bearer) Modify(req *http.Request) error {
	if b.endpoint == "" {
		u, err := url.Parse(req.URL.String())
		if err != nil {
			return err
		}
		b.endpoint = u.Host
	}
	req.URL.Host = b.endpoint
	return nil
}

type client struct {
	authorizer
	base string
}

func (c *client) do(req *http.Request) error {
	if err := c.Modify(req); err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // ok: the host is that of a request of our own
	if err != nil {
		return err
	}
	resp.Body.Close()
	return nil
}

func (c *client) ping() error {
	req, err := http.NewRequest(http.MethodGet, c.base+"/v2/", nil)
	if err != nil {
		return err
	}
	return c.do(req)
}

// follow is a transport; what it gets is on its way out.
type follow struct{ mirror string }

func (f follow) RoundTrip(req *http.Request) (*http.Response, error) {
	again, err := http.NewRequest(req.Method, req.URL.String(), nil) // ok: as above
	if err != nil {
		return nil, errors.Join(err)
	}
	return http.DefaultTransport.RoundTrip(again)
}

type proxy struct{ c *client }

func (p proxy) status(w http.ResponseWriter, r *http.Request) {
	if err := p.c.ping(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

// visit copies where the client's own request wants to go.
func (p proxy) visit(w http.ResponseWriter, r *http.Request) {
	if err := visit(r); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func visit(r *http.Request) error {
	req, err := http.NewRequest(http.MethodGet, r.URL.Query().Get("at"), nil) // want ssrf "query parameter at"
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

// either is given requests of both kinds.
func either(r *http.Request) error {
	_, err := http.Get(r.URL.Query().Get("next")) // want ssrf "query parameter next"
	return err
}

func (p proxy) next(w http.ResponseWriter, r *http.Request) {
	own, err := http.NewRequest(http.MethodGet, p.c.base, nil)
	if err != nil || either(own) != nil || either(r) != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func main() {
	http.DefaultClient.Transport = follow{}
	p := proxy{&client{&bearer{}, "https://registry.internal"}}
	http.HandleFunc("/status", p.status)
	http.HandleFunc("/visit", p.visit)
	http.HandleFunc("/next", p.next)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
