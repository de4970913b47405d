// Package main has handlers that wrappers were given, or that package variables hold.
package main

import (
	"net/http"
	"os"

	"github.com/julienschmidt/httprouter"
)

type deps struct{ name string }

type webContext struct {
	w http.ResponseWriter
	r *http.Request
}

type action func(*deps, *webContext)

func adapt(d *deps, h action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(d, &webContext{w, r}) }
}

func show(d *deps, c *webContext) { c.w.Write([]byte(d.name)) }

type api struct{ d *deps }

func (a *api) list(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte(a.d.name))
	return err
}

type failing func(w http.ResponseWriter, r *http.Request) error

func (f failing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// stamped uses a function that is no handler.
func stamped(clock func() string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(clock())) }
}

var literal = func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("literal")) }

func hostname() string { name, _ := os.Hostname(); return name }

func main() {
	d, a := &deps{"lamp"}, &api{}
	a.d = d
	r := httprouter.New()
	r.HandlerFunc("GET", "/show", adapt(d, show))    //= GET /show none show
	r.Handler("GET", "/list", failing(a.list))       //= GET /list none api.list
	r.HandlerFunc("GET", "/host", stamped(hostname)) //= GET /host none stamped$1
	r.HandlerFunc("GET", "/literal", literal)        //= GET /literal none literal
	http.ListenAndServe(":8080", r)
}
