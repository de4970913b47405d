// Command stdlib redirects with the standard library to places that clients name, and to others.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
)

func plain(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusFound) // want openredirect "query parameter next"
}

func withDefault(w http.ResponseWriter, r *http.Request) {
	next := "/home"
	if v := r.FormValue("next"); v != "" {
		next = v
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect "form parameter next"
}

func header(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.FormValue("to")) // want openredirect "form parameter to"
	w.WriteHeader(http.StatusFound)
}

// afterSlash makes //attacker.example out of /attacker.example.
func afterSlash(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+r.FormValue("page"), http.StatusFound) // want openredirect "form parameter page"
}

func subdomain(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.PathValue("shop")+".example.com/", http.StatusFound) // want openredirect "path parameter shop"
}

// parsedPath takes the path of the target, which may begin with two slashes.
func parsedPath(w http.ResponseWriter, r *http.Request) {
	next := "/"
	if u, err := url.Parse(r.FormValue("next")); err == nil {
		next = u.Path
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect "form parameter next"
}

func body(w http.ResponseWriter, r *http.Request) {
	var in struct{ Next string }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "bad body", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, in.Next, http.StatusSeeOther) // want openredirect "body of the request"
}

func finish(w http.ResponseWriter, r *http.Request, to string) {
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func helper(w http.ResponseWriter, r *http.Request) {
	finish(w, r, r.FormValue("return_to")) // want openredirect "form parameter return_to"
}

func helperFixed(w http.ResponseWriter, r *http.Request) {
	finish(w, r, "/done?from="+url.QueryEscape(r.FormValue("from"))) // ok: a path of the site
}

func constant(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login", http.StatusFound) // ok: a constant
}

func query(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login?next="+r.FormValue("next"), http.StatusFound) // ok: behind the path
}

func longerPath(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, fmt.Sprintf("/orders/%s", r.PathValue("id")), http.StatusFound) // ok: behind a path of the site
}

func relative(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "orders/"+r.PathValue("id"), http.StatusFound) // ok: relative to the page
}

func otherHost(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://docs.example.com/"+r.PathValue("page"), http.StatusFound) // ok: the host is constant
}

func configured(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, os.Getenv("FRONTEND")+"/orders/"+r.PathValue("id"), http.StatusFound) // ok: the host is configured
}

func secure(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Host+r.URL.RequestURI(), http.StatusMovedPermanently) // ok: the host that was asked
}

func sameURL(w http.ResponseWriter, r *http.Request) {
	u := *r.URL
	u.RawQuery = ""
	http.Redirect(w, r, u.String(), http.StatusFound) // ok: its own URL
}

func cleaned(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, path.Clean("/"+r.FormValue("page")), http.StatusFound) // ok: one slash is left
}

func trimmed(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+strings.TrimLeft(r.FormValue("page"), "/"), http.StatusFound) // ok: no second slash is left
}

// trimmedOnce leaves all but one of several slashes.
func trimmedOnce(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+strings.TrimPrefix(r.FormValue("page"), "/"), http.StatusFound) // want openredirect
}

// created is no redirect: the location names what was made.
func created(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "/orders/"+r.FormValue("id")) // ok: a path of the site
	w.Header().Set("X-Next", r.FormValue("next"))            // ok: another header
	w.WriteHeader(http.StatusCreated)
}

func main() {
	for pattern, h := range map[string]http.HandlerFunc{
		"/plain": plain, "/default": withDefault, "/header": header, "/slash": afterSlash, "/shop/{shop}": subdomain, "/parsed": parsedPath,
		"POST /body": body, "/helper": helper, "/helperfixed": helperFixed, "/constant": constant, "/query": query, "/longer/{id}": longerPath,
		"/relative/{id}": relative, "/docs/{page}": otherHost, "/configured/{id}": configured, "/secure": secure, "/same": sameURL,
		"/cleaned": cleaned, "/trimmed": trimmed, "/trimmedonce": trimmedOnce, "/created": created,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
