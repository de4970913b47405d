// Command stdlibclients sends requests with the standard library to hosts that clients name, and to others.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strconv"
	"time"
)

func relay(w http.ResponseWriter, resp *http.Response, err error) {
	if err != nil {
		http.Error(w, "upstream failed", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}

func get(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(r.URL.Query().Get("url")) // want ssrf "query parameter url"
	relay(w, resp, err)
}

func post(w http.ResponseWriter, r *http.Request) {
	var hook struct {
		Callback string `json:"callback"`
	}
	if err := json.NewDecoder(r.Body).Decode(&hook); err != nil {
		http.Error(w, "bad body", http.StatusBadRequest)
		return
	}
	resp, err := http.Post(hook.Callback, "text/plain", bytes.NewReader(nil)) // want ssrf "body of the request|body parameter"
	relay(w, resp, err)
}

func hostHeader(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://" + r.Host + "/healthz") // want ssrf "header parameter host"
	relay(w, resp, err)
}

func subdomain(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(fmt.Sprintf("https://%s.example.com/status", r.PathValue("region"))) // want ssrf "path parameter region"
	relay(w, resp, err)
}

// afterHost lacks the slash behind the host: ".attacker.example" makes it another one.
func afterHost(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://api.example.com" + r.FormValue("path")) // want ssrf "form parameter path"
	relay(w, resp, err)
}

func newRequest(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.Header.Get("X-Target"), nil) // want ssrf "header parameter X-Target"
	if err != nil {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	client := &http.Client{Timeout: time.Second}
	resp, err := client.Do(req) // ok: reported where the request is made
	relay(w, resp, err)
}

func literalURL(w http.ResponseWriter, r *http.Request) {
	u := url.URL{Scheme: "https", Host: r.FormValue("host"), Path: "/status"}
	resp, err := http.Get(u.String()) // want ssrf "form parameter host"
	relay(w, resp, err)
}

func literalRequest(w http.ResponseWriter, r *http.Request) {
	req := &http.Request{Method: http.MethodGet, URL: &url.URL{Scheme: "http", Host: r.FormValue("host")}}
	resp, err := http.DefaultClient.Do(req.WithContext(r.Context()))
	relay(w, resp, err)
	resp, err = http.DefaultClient.Do(req) // want ssrf "form parameter host"
	relay(w, resp, err)
}

func reverseProxy(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(r.FormValue("backend"))
	if err != nil {
		http.Error(w, "bad backend", http.StatusBadRequest)
		return
	}
	httputil.NewSingleHostReverseProxy(target).ServeHTTP(w, r) // want ssrf "form parameter backend"
}

func dial(w http.ResponseWriter, r *http.Request) {
	conn, err := net.DialTimeout("tcp", net.JoinHostPort(r.FormValue("host"), "25"), time.Second) // want ssrf "form parameter host"
	if err != nil {
		http.Error(w, "unreachable", http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

// fetch is called with the client's URL and with the program's.
func fetch(ctx context.Context, target string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

func avatar(w http.ResponseWriter, r *http.Request) {
	img, err := fetch(r.Context(), r.FormValue("avatar")) // want ssrf "form parameter avatar"
	if err != nil {
		http.Error(w, "no avatar", http.StatusBadGateway)
		return
	}
	_, _ = w.Write(img)
}

func news(w http.ResponseWriter, r *http.Request) {
	feed, err := fetch(r.Context(), "https://news.example.com/feed?lang="+r.FormValue("lang")) // ok: only the query
	if err != nil {
		http.Error(w, "no news", http.StatusBadGateway)
		return
	}
	_, _ = w.Write(feed)
}

func schemeOnly(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil || u.Scheme != "https" {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	resp, err := http.Get(u.String()) // want ssrf "form parameter url"
	relay(w, resp, err)
}

func constant(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Post("https://api.example.com/mail", "application/json", r.Body) // ok: the client decides the body only
	relay(w, resp, err)
}

func pathOnly(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://api.example.com/users/" + r.PathValue("id")) // ok: the host is constant
	relay(w, resp, err)
}

func formatted(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(fmt.Sprintf("https://api.example.com/%s?q=%s", r.PathValue("id"), url.QueryEscape(r.FormValue("q")))) // ok
	relay(w, resp, err)
}

var base = os.Getenv("BILLING_URL")

func configured(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(base + "/invoices/" + r.PathValue("id")) // ok: the host is configured
	relay(w, resp, err)
}

func joined(w http.ResponseWriter, r *http.Request) {
	target, err := url.JoinPath(base, "invoices", r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	resp, err := http.Get(target) // ok: the host is configured
	relay(w, resp, err)
}

func query(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(base)
	if err != nil {
		http.Error(w, "misconfigured", http.StatusInternalServerError)
		return
	}
	q := u.Query()
	q.Set("customer", r.FormValue("customer"))
	u.RawQuery = q.Encode()
	u.Path += "/search/" + r.PathValue("kind")
	resp, err := http.Get(u.String()) // ok: the host is configured
	relay(w, resp, err)
}

func proxied(target *url.URL) http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(pr *httputil.ProxyRequest) {
		pr.SetURL(target) // ok: the target is configured
		pr.Out.Header.Set("X-Customer", pr.In.FormValue("customer"))
	}}
}

func port(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("port"))
	if err != nil {
		http.Error(w, "bad port", http.StatusBadRequest)
		return
	}
	conn, err := net.Dial("tcp", fmt.Sprintf("probe.example.com:%d", n)) // ok: a number
	if err != nil {
		http.Error(w, "closed", http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

// named is what the request itself is about, and not sent anywhere.
func named(w http.ResponseWriter, r *http.Request) {
	if _, err := url.Parse(r.FormValue("url")); err != nil { // ok: only parsed
		http.Error(w, "bad url", http.StatusBadRequest)
	}
}

func main() {
	target, err := url.Parse(base)
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("/billing/", proxied(target))
	for pattern, h := range map[string]http.HandlerFunc{
		"GET /get": get, "POST /post": post, "GET /host": hostHeader, "GET /sub/{region}": subdomain, "GET /after": afterHost,
		"GET /new": newRequest, "GET /literal": literalURL, "GET /literalrequest": literalRequest, "/proxy": reverseProxy, "GET /dial": dial,
		"GET /avatar": avatar, "GET /news": news, "GET /scheme": schemeOnly, "POST /constant": constant, "GET /path/{id}": pathOnly,
		"GET /formatted/{id}": formatted, "GET /configured/{id}": configured, "GET /joined/{id}": joined, "GET /query/{kind}": query,
		"GET /port": port, "GET /named": named,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
