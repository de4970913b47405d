// Command guardedclients asks hosts that clients name, through clients that refuse private addresses and through one that
// does not.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/gorilla/mux"
)

var errPrivate = errors.New("private address")

func refuse(network, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsPrivate() || ip.IsLoopback() {
		return errPrivate
	}
	return nil
}

func trace(network, address string, _ syscall.RawConn) error {
	log.Print(network, address)
	return nil
}

func newClient(control func(string, string, syscall.RawConn) error) *http.Client {
	dialer := &net.Dialer{Timeout: time.Second, Control: control}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
}

func dialPublic(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addrs, err := net.DefaultResolver.LookupIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	for _, ip := range addrs {
		if !ip.IsGlobalUnicast() || ip.IsPrivate() {
			return nil, errPrivate
		}
	}
	var d net.Dialer
	return d.DialContext(ctx, network, net.JoinHostPort(addrs[0].String(), port))
}

var (
	controlled = func() *http.Client {
		dialer := &net.Dialer{Timeout: time.Second, Control: refuse}
		return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
	}()
	traced = func() *http.Client {
		dialer := &net.Dialer{Timeout: time.Second, Control: trace}
		return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
	}()
	dialing = &http.Client{Transport: &http.Transport{DialContext: dialPublic}}
)

func relay(w http.ResponseWriter, resp *http.Response, err error) {
	if err != nil {
		http.Error(w, "upstream failed", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}

func byControl(w http.ResponseWriter, r *http.Request) {
	resp, err := controlled.Get(r.FormValue("url")) // ok: its dialer refuses
	relay(w, resp, err)
}

func byDialing(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.FormValue("url"), nil) // ok: sent by a client that refuses
	if err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	resp, err := dialing.Do(req)
	relay(w, resp, err)
}

func byTraced(w http.ResponseWriter, r *http.Request) {
	resp, err := traced.Get(r.FormValue("url")) // want ssrf
	relay(w, resp, err)
}

func byDefault(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, mux.Vars(r)["url"], nil) // want ssrf
	if err != nil {
		http.Error(w, "bad url", http.StatusBadRequest)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	relay(w, resp, err)
}

type previews struct{ client *http.Client }

func (p *previews) get(w http.ResponseWriter, r *http.Request) {
	resp, err := p.client.Get(r.FormValue("url")) // ok: made with a dialer that refuses
	relay(w, resp, err)
}

func main() {
	p := &previews{newClient(refuse)}
	r := mux.NewRouter()
	r.HandleFunc("/control", byControl)
	r.HandleFunc("/dialing", byDialing)
	r.HandleFunc("/traced", byTraced)
	r.HandleFunc("/default/{url}", byDefault)
	r.HandleFunc("/preview", p.get)
	log.Fatal(http.ListenAndServe(":8080", r))
}
