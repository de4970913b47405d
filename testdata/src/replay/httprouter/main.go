// Command httprouter decorates what httprouter routes.
package main

import (
	"fmt"
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/julienschmidt/httprouter"
)

type api struct{ store *store.Store }

// private hands the name of a caller who is known to h, and refuses the others.
func (a *api) private(h func(w http.ResponseWriter, r *http.Request, caller string)) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {
		name, err := a.store.Sender(r)
		if err != nil {
			http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
			return
		}
		h(w, r, name)
	}
}

// basic demands the credentials of the protocol.
func (a *api) basic(h httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		_, password, ok := r.BasicAuth()
		if _, err := a.store.Caller(r.Context(), password); ok && err == nil {
			h(w, r, ps)
			return
		}
		w.Header().Set("WWW-Authenticate", "Basic realm=orders")
		http.Error(w, "who are you?", http.StatusUnauthorized)
	}
}

// gate refuses strangers below some prefixes.
func (a *api) gate(next http.Handler, prefixes ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := a.store.Sender(r)
		for _, p := range prefixes {
			if err != nil && strings.HasPrefix(r.URL.Path, p) {
				http.Error(w, "who are you?", http.StatusForbidden)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (a *api) orders(w http.ResponseWriter, r *http.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, text)
}

func (a *api) params(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	fmt.Fprintln(w, ps.ByName("id"))
	a.orders(w, r)
}

func (a *api) greeting(w http.ResponseWriter, r *http.Request, caller string) {
	fmt.Fprintln(w, "hello", caller)
	a.orders(w, r)
}

func (a *api) handler() http.Handler {
	r := httprouter.New()
	r.GET("/open/:id", a.params)
	r.POST("/private", a.private(a.greeting))
	r.Handle("PUT", "/basic/:id", a.basic(a.params))
	r.HandlerFunc("GET", "/admin/x", a.orders)
	r.Handler("GET", "/adminlist", http.HandlerFunc(a.orders))
	r.DELETE("/files/*path", a.basic(a.params))
	rest := http.NewServeMux()
	rest.HandleFunc("GET /rest/x", a.orders)
	r.NotFound = rest
	return a.gate(r, "/admin/", "/rest/")
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&api{s}).handler()))
}
