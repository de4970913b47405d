// Command stdlib opens files whose names come from requests, with the standard library.
package main

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

const dir = "/var/lib/shop"

func send(w http.ResponseWriter, data []byte, err error) {
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	_, _ = w.Write(data)
}

func read(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(filepath.Join(dir, r.URL.Query().Get("name"))) // want pathtraversal "query parameter name"
	send(w, data, err)
}

func concatenated(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(dir + "/" + r.FormValue("name") + ".txt") // want pathtraversal "form parameter name"
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	defer f.Close()
	_, _ = io.Copy(w, f)
}

// segment is decoded, so %2e%2e%2f in it climbs.
func segment(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(filepath.Join(dir, r.PathValue("name"))) // want pathtraversal "path parameter name"
	send(w, data, err)
}

func write(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string
		Text []byte
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "bad body", http.StatusBadRequest)
		return
	}
	name := filepath.Join(dir, in.Name)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil { // want pathtraversal "body of the request"
		http.Error(w, "cannot write", http.StatusInternalServerError)
		return
	}
	if err := os.WriteFile(name, in.Text, 0o600); err != nil { // ok: reported above
		http.Error(w, "cannot write", http.StatusInternalServerError)
	}
}

func remove(w http.ResponseWriter, r *http.Request) {
	if err := os.RemoveAll(filepath.Join(dir, r.Header.Get("X-Folder"))); err != nil { // want pathtraversal "header parameter X-Folder"
		http.Error(w, "cannot remove", http.StatusInternalServerError)
	}
}

func served(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join(dir, r.FormValue("name"))) // want pathtraversal "form parameter name"
}

// servedPath is refused by ServeFile if the path of the request climbs.
func servedPath(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join(dir, r.URL.Path)) // ok: ServeFile looks at the path of the request
}

func servedSegment(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join(dir, r.PathValue("name"))) // ok: ServeFile looks at the path of the request
}

func page(w http.ResponseWriter, r *http.Request) {
	t, err := template.ParseFiles("templates/layout.html", "templates/"+r.FormValue("page")) // want pathtraversal "form parameter page"
	if err != nil {
		http.Error(w, "no such page", http.StatusNotFound)
		return
	}
	_ = t.Execute(w, nil)
}

// store keeps files below a directory, and trusts its callers.
type store struct{ dir string }

func (s *store) load(name string) ([]byte, error) { return os.ReadFile(filepath.Join(s.dir, name)) }

type loader interface {
	load(name string) ([]byte, error)
}

type server struct{ loader }

func (s *server) logo(w http.ResponseWriter, r *http.Request) {
	data, err := s.load(r.FormValue("logo")) // want pathtraversal "form parameter logo"
	send(w, data, err)
}

func (s *server) terms(w http.ResponseWriter, r *http.Request) {
	data, err := s.load("terms.html") // ok: a constant
	send(w, data, err)
}

func number(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	data, err := os.ReadFile(fmt.Sprintf("%s/%d.txt", dir, id)) // ok: a number
	send(w, data, err)
}

func id(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	data, err := os.ReadFile(filepath.Join(dir, id.String())) // ok: a UUID
	send(w, data, err)
}

func oneOf(w http.ResponseWriter, r *http.Request) {
	lang := r.FormValue("lang")
	if !slices.Contains([]string{"de", "en"}, lang) {
		lang = "en"
	}
	data, err := os.ReadFile("help/" + lang + ".html") // ok: one of two
	send(w, data, err)
}

func rooted(w http.ResponseWriter, r *http.Request) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		http.Error(w, "no files", http.StatusInternalServerError)
		return
	}
	defer root.Close()
	data, err := root.ReadFile(r.FormValue("name")) // ok: a root is not left
	send(w, data, err)
}

func fileSystem(w http.ResponseWriter, r *http.Request) {
	f, err := http.Dir(dir).Open(r.FormValue("name")) // ok: http.Dir is not left
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	defer f.Close()
	_, _ = io.Copy(w, f)
}

func configured(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(os.Getenv("BANNER")) // ok: configured
	send(w, data, err)
}

func content(w http.ResponseWriter, r *http.Request) {
	err := os.WriteFile(filepath.Join(dir, "note"), []byte(r.FormValue("note")), 0o600) // ok: the client decides the content only
	send(w, nil, err)
}

func extension(w http.ResponseWriter, r *http.Request) {
	name := uuid.NewString() + filepath.Ext(r.FormValue("name"))
	err := os.WriteFile(filepath.Join(dir, name), nil, 0o600) // ok: an extension has no slash
	send(w, nil, err)
}

func logged(w http.ResponseWriter, r *http.Request) {
	log.Print(strings.ToLower(filepath.Join(dir, r.FormValue("name")))) // ok: a name that nobody opens
}

func main() {
	s := &server{&store{dir}}
	for pattern, h := range map[string]http.HandlerFunc{
		"GET /read": read, "GET /concatenated": concatenated, "GET /segment/{name}": segment, "POST /write": write, "DELETE /folder": remove,
		"GET /served": served, "GET /files/": servedPath, "GET /files/{name}": servedSegment, "GET /page": page, "GET /logo": s.logo,
		"GET /terms": s.terms, "GET /number/{id}": number, "GET /id/{id}": id, "GET /oneof": oneOf, "GET /rooted": rooted,
		"GET /fs": fileSystem, "GET /configured": configured, "POST /content": content, "POST /extension": extension, "GET /logged": logged,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
