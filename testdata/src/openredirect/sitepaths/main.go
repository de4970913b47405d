// Command sitepaths tests the targets of redirects, well and badly.
package main

import (
	"log"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/mux"
)

func oneSlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // ok: begins with one slash
}

// backslash forgets that browsers take a backslash for a slash.
func backslash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect
}

func noBackslash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.Contains(next, `\`) || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // ok: begins with one slash
}

func turned(w http.ResponseWriter, r *http.Request) {
	next := strings.ReplaceAll(r.FormValue("next"), `\`, "/")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // ok: begins with one slash
}

func oneSlashOrRefuse(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.HasPrefix(next, `/\`) {
		http.Redirect(w, r, next, http.StatusFound) // ok: begins with one slash
		return
	}
	http.Redirect(w, r, "/", http.StatusFound)
}

// anySlash forgets that two slashes begin a host.
func anySlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect
}

// noDoubleSlash forgets schemes.
func noDoubleSlash(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if strings.HasPrefix(next, "//") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect
}

func characters(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if len(next) == 0 || next[0] != '/' || len(next) > 1 && (next[1] == '/' || next[1] == '\\') {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusFound) // ok: begins with one slash
}

func isLocal(target string) bool {
	return strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "//") && !strings.HasPrefix(target, `/\`)
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !isLocal(next) {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // ok: a function tests it
}

func local(target string) string {
	if isLocal(target) {
		return target
	}
	return "/"
}

func byResult(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, local(r.FormValue("next")), http.StatusFound) // ok: a function replaces it
}

func noHost(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || u.Host != "" {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound) // ok: names no host
}

// notAbsolute lets //attacker.example through, which has no scheme.
func notAbsolute(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect
}

func ownHost(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.Host != r.Host {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // ok: its own host
}

var partners = []string{"a.example.com", "b.example.com"}

func knownHost(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("next"))
	if err != nil || !slices.Contains(partners, u.Hostname()) {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, u.String(), http.StatusFound) // ok: a partner
}

// containsHost finds the host anywhere in the text.
func containsHost(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.Contains(next, "example.com") {
		http.Error(w, "bad target", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect
}

func onlyLogged(w http.ResponseWriter, r *http.Request) {
	next := mux.Vars(r)["next"]
	if !isLocal(next) {
		log.Print("strange target")
	}
	http.Redirect(w, r, next, http.StatusFound) // want openredirect
}

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/oneslash", oneSlash)
	r.HandleFunc("/backslash", backslash)
	r.HandleFunc("/nobackslash", noBackslash)
	r.HandleFunc("/turned", turned)
	r.HandleFunc("/oneslashorrefuse", oneSlashOrRefuse)
	r.HandleFunc("/anyslash", anySlash)
	r.HandleFunc("/nodoubleslash", noDoubleSlash)
	r.HandleFunc("/characters", characters)
	r.HandleFunc("/byhelper", byHelper)
	r.HandleFunc("/byresult", byResult)
	r.HandleFunc("/nohost", noHost)
	r.HandleFunc("/notabsolute", notAbsolute)
	r.HandleFunc("/ownhost", ownHost)
	r.HandleFunc("/knownhost", knownHost)
	r.HandleFunc("/containshost", containsHost)
	r.HandleFunc("/onlylogged/{next:.*}", onlyLogged)
	log.Fatal(http.ListenAndServe(":8080", r))
}
