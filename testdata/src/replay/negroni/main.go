// Command negroni puts guards into chains of negroni.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/urfave/negroni/v3"
)

type callerKey struct{}

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if name, err := a.store.Sender(r); err == nil {
		r = r.WithContext(context.WithValue(r.Context(), callerKey{}, name))
	}
	next(w, r)
}

// gate refuses whom identify did not know, but for requests below Open.
type gate struct{ Open string }

func (g gate) ServeHTTP(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if g.Open != "" && strings.HasPrefix(r.URL.Path, g.Open) || r.Context().Value(callerKey{}) != nil {
		next(w, r)
		return
	}
	w.WriteHeader(http.StatusUnauthorized)
}

// goesOn writes a refusal and passes the request on.
func goesOn(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if r.Context().Value(callerKey{}) == nil {
		w.WriteHeader(http.StatusUnauthorized)
	}
	next(w, r)
}

func (a *api) orders(w http.ResponseWriter, r *http.Request) {
	text, err := a.store.Orders(r.Context())
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, text)
}

func (a *api) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /open", a.orders)
	known := negroni.New(negroni.HandlerFunc(a.identify))
	mux.Handle("GET /with", known.With(gate{}, negroni.WrapFunc(a.orders)))
	mux.Handle("GET /known", known.With(negroni.WrapFunc(a.orders)))
	mux.Handle("GET /goeson", known.With(negroni.HandlerFunc(goesOn), negroni.WrapFunc(a.orders)))
	mux.Handle("GET /wrapped", negroni.New(
		negroni.HandlerFunc(a.identify), negroni.HandlerFunc(gate{}.ServeHTTP), negroni.Wrap(http.HandlerFunc(a.orders))))

	admin := http.NewServeMux()
	admin.HandleFunc("GET /admin/x", a.orders)
	admin.HandleFunc("GET /admin/help/x", a.orders)
	n := negroni.New()
	n.UseFunc(a.identify)
	n.Use(gate{Open: "/admin/help/"})
	n.UseHandler(admin)
	mux.Handle("/admin/", n)

	all := negroni.New(negroni.NewRecovery())
	all.UseHandler(mux)
	return all
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&api{s}).handler()))
}
