// Command hostallowlists tests the hosts that clients name, well and badly.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"
)

func relay(w http.ResponseWriter, target string) {
	resp, err := http.Get(target)
	if err != nil {
		http.Error(w, "upstream failed", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}

var sites = map[string]bool{"a.example.com": true, "b.example.com": true}

func mapOfHosts(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || !sites[u.Hostname()] {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, u.String()) // ok: the host is one of ours
}

func rawAfterTest(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	u, err := url.Parse(raw)
	if err != nil || u.Host != "a.example.com" {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, raw) // ok: its host was compared
}

func suffix(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || !strings.HasSuffix(u.Hostname(), ".example.com") {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, u.String()) // ok: a host of ours
}

func prefix(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.HasPrefix(raw, "https://a.example.com/") {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, raw) // ok: the prefix has the whole host
}

// prefixWithoutSlash lets https://a.example.com.attacker.example through.
func prefixWithoutSlash(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.HasPrefix(raw, "https://a.example.com") {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, raw) // want ssrf
}

func substring(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if !strings.Contains(raw, "example.com") {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, raw) // want ssrf
}

func configured(w http.ResponseWriter, r *http.Request) {
	allowed := strings.Split(os.Getenv("ALLOWED_HOSTS"), ",")
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || !slices.Contains(allowed, u.Hostname()) {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, u.String()) // ok: the configuration allows it
}

func isAllowed(host string) bool {
	for _, h := range strings.Split(os.Getenv("ALLOWED_HOSTS"), ",") {
		if strings.EqualFold(h, host) {
			return true
		}
	}
	return false
}

func helper(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || !isAllowed(u.Hostname()) {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, u.String()) // ok: tested in a function
}

// helperIgnored asks and does not listen.
func helperIgnored(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	if !isAllowed(u.Hostname()) {
		log.Print("strange host")
	}
	relay(w, u.String()) // want ssrf
}

// sameHost compares the host with another value of the request.
func sameHost(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || u.Hostname() != r.FormValue("host") {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, u.String()) // want ssrf
}

var errPrivate = errors.New("private address")

// public refuses URLs whose host has an address that others cannot reach.
func public(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, err
	}
	addrs, err := net.LookupIP(u.Hostname())
	if err != nil {
		return nil, err
	}
	for _, ip := range addrs {
		if ip.IsLoopback() || ip.IsPrivate() {
			return nil, errPrivate
		}
	}
	return u, nil
}

func resolved(w http.ResponseWriter, r *http.Request) {
	u, err := public(r.FormValue("url"))
	if err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, u.String()) // ok: its addresses are public
}

func validate(ctx context.Context, raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return err
	}
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
	if err != nil {
		return err
	}
	for _, a := range addrs {
		if !isPublic(a) {
			return errPrivate
		}
	}
	return nil
}

func isPublic(a netip.Addr) bool { return a.IsGlobalUnicast() && !a.IsPrivate() }

func validated(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if err := validate(r.Context(), raw); err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	relay(w, raw) // ok: its addresses are public
}

// onlyLogged looks at the addresses and goes on.
func onlyLogged(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	u, err := url.Parse(raw)
	if err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	addrs, err := net.LookupIP(u.Hostname())
	if err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	for _, ip := range addrs {
		log.Print(ip)
	}
	relay(w, raw) // want ssrf
}

func choice(w http.ResponseWriter, r *http.Request) {
	var target string
	switch r.FormValue("site") {
	case "a":
		target = "https://a.example.com"
	case "b":
		target = "https://b.example.com"
	default:
		http.Error(w, "no such site", http.StatusBadRequest)
		return
	}
	relay(w, target+"/status?of="+chi.URLParam(r, "id")) // ok: one of two constants
}

func main() {
	r := chi.NewRouter()
	r.Get("/map", mapOfHosts)
	r.Get("/raw", rawAfterTest)
	r.Get("/suffix", suffix)
	r.Get("/prefix", prefix)
	r.Get("/prefixwithoutslash", prefixWithoutSlash)
	r.Get("/substring", substring)
	r.Get("/configured", configured)
	r.Get("/helper", helper)
	r.Get("/helperignored", helperIgnored)
	r.Get("/samehost", sameHost)
	r.Get("/resolved", resolved)
	r.Get("/validated", validated)
	r.Get("/onlylogged", onlyLogged)
	r.Get("/choice/{id}", choice)
	log.Fatal(http.ListenAndServe(":8080", r))
}
