// Command joinedpaths redirects to addresses that begin with one of its own.
package main

import (
	"log"
	"net/http"
	"net/url"
)

type pages struct{ site *url.URL }

func (p pages) page(path string) string { return p.site.JoinPath(path).String() }

func (p pages) show(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, p.page(r.PathValue("page")), http.StatusFound) // ok: the site comes first
}

func (p pages) text(w http.ResponseWriter, r *http.Request) {
	to, err := url.JoinPath("https://example.com", r.PathValue("page"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, to, http.StatusFound) // ok: as above
}

func (p pages) anywhere(w http.ResponseWriter, r *http.Request) {
	site, err := url.Parse(r.FormValue("site"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, site.JoinPath("home").String(), http.StatusFound) // want openredirect "site"
}

func main() {
	site, err := url.Parse("https://example.com")
	if err != nil {
		log.Fatal(err)
	}
	p := pages{site}
	http.HandleFunc("/show/{page}", p.show)
	http.HandleFunc("/text/{page}", p.text)
	http.HandleFunc("/anywhere", p.anywhere)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
