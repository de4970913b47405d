// Command cleanednames makes names of files harmless, or only seems to.
package main

import (
	"errors"
	"log"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/gorilla/mux"
)

const dir = "/var/lib/shop"

func send(w http.ResponseWriter, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	_, _ = w.Write(data)
}

func refuse(w http.ResponseWriter) { http.Error(w, "bad name", http.StatusBadRequest) }

func base(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, filepath.Base(r.FormValue("name")))) // ok: the last element
}

// cleaned resolves dots, and those that climb stay.
func cleaned(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, filepath.Clean(r.FormValue("name")))) // want pathtraversal
}

func cleanedFromRoot(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, path.Clean("/"+r.FormValue("name")))) // ok: nothing is above the root
}

func joinedToRoot(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, filepath.Join("/", r.FormValue("name")))) // ok: nothing is above the root
}

func local(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, name)) // ok: a local name
}

func localIgnored(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		log.Print("strange name")
	}
	send(w, filepath.Join(dir, name)) // want pathtraversal
}

func dots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, name)) // ok: no dots
}

func slashes(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, name)) // ok: no slashes
}

// joinedBefore has the joined name before the test of what was joined.
func joinedBefore(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	full := filepath.Join(dir, name)
	if strings.Contains(name, "..") {
		refuse(w)
		return
	}
	send(w, full) // ok: no dots
}

func prefix(w http.ResponseWriter, r *http.Request) {
	full := filepath.Join(dir, r.FormValue("name"))
	if !strings.HasPrefix(full, dir+"/") {
		refuse(w)
		return
	}
	send(w, full) // ok: below the directory
}

// rawPrefix looks at a name that is not cleaned.
func rawPrefix(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !strings.HasPrefix(name, dir) {
		refuse(w)
		return
	}
	send(w, name) // want pathtraversal
}

func substring(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !strings.Contains(name, dir) {
		refuse(w)
		return
	}
	send(w, name) // want pathtraversal
}

var errOutside = errors.New("outside of the directory")

func within(root, name string) (string, error) {
	full, err := filepath.Abs(filepath.Join(root, name))
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(root, full)
	if err != nil || strings.HasPrefix(rel, "..") {
		return "", errOutside
	}
	return full, nil
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	full, err := within(dir, r.FormValue("name"))
	if err != nil {
		refuse(w)
		return
	}
	send(w, full) // ok: a function tests it
}

// unlessShown validates the name only if it is used.
func unlessShown(w http.ResponseWriter, r *http.Request) {
	name, show := r.FormValue("name"), r.FormValue("show")
	if show != "1" {
		if !filepath.IsLocal(name) {
			refuse(w)
			return
		}
		name = filepath.Join(dir, name)
	}
	log.Print(name)
	if show == "1" {
		return
	}
	send(w, name) // ok: was validated on this way
}

// unlessOther validates the name on one way and uses it on both.
func unlessOther(w http.ResponseWriter, r *http.Request) {
	name, show := r.FormValue("name"), r.FormValue("show")
	if show != "1" {
		if !filepath.IsLocal(name) {
			refuse(w)
			return
		}
	}
	log.Print(name)
	if show == "2" {
		return
	}
	send(w, filepath.Join(dir, name)) // want pathtraversal
}

func sameBase(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if filepath.Base(name) != name {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, name)) // ok: it is its own last element
}

func sameDir(w http.ResponseWriter, r *http.Request) {
	full := filepath.Join(dir, r.FormValue("name"))
	if filepath.Dir(full) != dir {
		refuse(w)
		return
	}
	send(w, full) // ok: right below the directory
}

func replaced(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, strings.ReplaceAll(r.FormValue("name"), "..", ""))) // ok: no pair of dots is left
}

// replacedOnce makes ../ out of ....//.
func replacedOnce(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, strings.ReplaceAll(r.FormValue("name"), "../", ""))) // want pathtraversal
}

var strange = regexp.MustCompile(`[^a-zA-Z0-9._-]+`)

func filtered(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, strange.ReplaceAllString(r.FormValue("name"), "_"))) // ok: no slash is left
}

var plain = regexp.MustCompile(`^[a-z0-9-]+$`)

func matched(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !plain.MatchString(name) {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, name+".txt")) // ok: letters, digits and dashes
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// expand puts a name where a template of the configuration says.
func expand(name string) string {
	return placeholder.ReplaceAllStringFunc(os.Getenv("TEMPLATE"), func(key string) string {
		if key == "{name}" {
			return name
		}
		return "x"
	})
}

func expanded(w http.ResponseWriter, r *http.Request) {
	send(w, expand(r.FormValue("name"))) // want pathtraversal
}

func expandedBase(w http.ResponseWriter, r *http.Request) {
	send(w, expand(filepath.Base(r.FormValue("name")))) // ok: the last element
}

var invoice = regexp.MustCompile(`^/invoices/([0-9]+)(\.[a-z]+)?$`)

func found(w http.ResponseWriter, r *http.Request) {
	parts := invoice.FindStringSubmatch(r.URL.Path)
	if len(parts) != 3 {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, parts[1]+".pdf")) // ok: digits
}

var anyName = regexp.MustCompile(`^/invoices/(.+)\.pdf$`)

func foundAny(w http.ResponseWriter, r *http.Request) {
	parts := anyName.FindStringSubmatch(r.FormValue("name"))
	if len(parts) != 2 {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, parts[1])) // want pathtraversal
}

func joinedSecurely(w http.ResponseWriter, r *http.Request) {
	full, err := securejoin.SecureJoin(dir, r.FormValue("name"))
	if err != nil {
		refuse(w)
		return
	}
	send(w, full) // ok: the library does not leave the directory
}

// variable is one segment of a path that was cleaned.
func variable(w http.ResponseWriter, r *http.Request) {
	send(w, filepath.Join(dir, mux.Vars(r)["name"])) // ok: no slash in a segment
}

// decoded makes slashes of what was no slash in the path.
func decoded(w http.ResponseWriter, r *http.Request) {
	name, err := url.PathUnescape(mux.Vars(r)["name"])
	if err != nil {
		refuse(w)
		return
	}
	send(w, filepath.Join(dir, name)) // want pathtraversal
}

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/base", base)
	r.HandleFunc("/cleaned", cleaned)
	r.HandleFunc("/cleanedfromroot", cleanedFromRoot)
	r.HandleFunc("/joinedtoroot", joinedToRoot)
	r.HandleFunc("/local", local)
	r.HandleFunc("/localignored", localIgnored)
	r.HandleFunc("/dots", dots)
	r.HandleFunc("/slashes", slashes)
	r.HandleFunc("/joinedbefore", joinedBefore)
	r.HandleFunc("/prefix", prefix)
	r.HandleFunc("/rawprefix", rawPrefix)
	r.HandleFunc("/substring", substring)
	r.HandleFunc("/byhelper", byHelper)
	r.HandleFunc("/unlessshown", unlessShown)
	r.HandleFunc("/unlessother", unlessOther)
	r.HandleFunc("/samebase", sameBase)
	r.HandleFunc("/samedir", sameDir)
	r.HandleFunc("/replaced", replaced)
	r.HandleFunc("/replacedonce", replacedOnce)
	r.HandleFunc("/filtered", filtered)
	r.HandleFunc("/matched", matched)
	r.HandleFunc("/expanded", expanded)
	r.HandleFunc("/expandedbase", expandedBase)
	r.HandleFunc("/found", found)
	r.HandleFunc("/foundany", foundAny)
	r.HandleFunc("/joinedsecurely", joinedSecurely)
	r.HandleFunc("/variable/{name}", variable)
	r.HandleFunc("/decoded/{name}", decoded)
	log.Fatal(http.ListenAndServe(":8080", r))
}
