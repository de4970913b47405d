// Command stdlib writes request values into answers with the standard library.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
	"github.com/gorilla/mux"
	"github.com/microcosm-cc/bluemonday"
)

func formatted(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<h1>Hello %s</h1>", r.FormValue("name")) // want xss "form parameter name"
}

func declared(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintln(w, "Hello", r.URL.Query().Get("name")) // want xss "query parameter name"
}

func written(w http.ResponseWriter, r *http.Request) {
	page := "<html><body>" + r.FormValue("q") + "</body></html>"
	_, _ = w.Write([]byte(page)) // want xss "form parameter q"
}

// later begins with a tag in another call.
func later(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, "<!DOCTYPE html><title>Search</title>")
	_, _ = io.WriteString(w, r.FormValue("q")) // want xss "form parameter q"
}

// buffered is put together first.
func buffered(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("<p>")
	b.WriteString(r.PathValue("name"))
	w.Header().Set("Content-Type", "text/html")
	_, _ = w.Write(b.Bytes()) // want xss "path parameter name"
}

func page(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = io.WriteString(w, body)
}

func helper(w http.ResponseWriter, r *http.Request) {
	page(w, "<p>"+r.FormValue("q")+"</p>") // want xss "form parameter q"
}

func helperEscaped(w http.ResponseWriter, r *http.Request) {
	page(w, "<p>"+html.EscapeString(r.FormValue("q"))+"</p>") // ok: escaped
}

// quoted leaves tags as they are.
func quoted(w http.ResponseWriter, r *http.Request) {
	page(w, "<p>"+strconv.Quote(r.FormValue("q"))+"</p>") // want xss "form parameter q"
}

func rendered(w http.ResponseWriter, r *http.Request) {
	render.HTML(w, r, "<b>"+chi.URLParam(r, "name")+"</b>") // want xss "path parameter name"
}

func renderedPlain(w http.ResponseWriter, r *http.Request) {
	render.PlainText(w, r, "<b>"+chi.URLParam(r, "name")+"</b>") // ok: declared as plain text
}

func variable(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<div>%s</div>", mux.Vars(r)["name"]) // want xss "path parameter name"
}

func plain(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "Hello %s", r.FormValue("name")) // ok: sent as plain text
}

func declaredPlain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprintf(w, "<h1>%s</h1>", r.FormValue("name")) // ok: declared as plain text
}

func declaredJSON(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"name": %q}`, r.FormValue("name")) // ok: declared as JSON
}

func encoded(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(map[string]string{"name": r.FormValue("name")}) // ok: JSON
}

func marshalled(w http.ResponseWriter, r *http.Request) {
	data, err := json.Marshal(r.FormValue("name"))
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	page(w, "<script>var name = "+string(data)+"</script>") // ok: the encoder escapes tags
}

func failed(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "<b>no "+r.FormValue("name"), http.StatusNotFound) // ok: sent as plain text
}

func escaped(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.FormValue("name"))) // ok: escaped
}

func link(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, `<a href="/search?q=%s">again</a>`, url.QueryEscape(r.FormValue("q"))) // ok: escaped for a URL
}

func number(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		http.Error(w, "no number", http.StatusBadRequest)
		return
	}
	fmt.Fprintf(w, "<h1>%d</h1>", n) // ok: a number
}

func oneOf(w http.ResponseWriter, r *http.Request) {
	lang := r.FormValue("lang")
	if !slices.Contains([]string{"de", "en"}, lang) {
		lang = "en"
	}
	fmt.Fprintf(w, "<html lang=%s>", lang) // ok: one of two
}

var policy = bluemonday.UGCPolicy()

func sanitized(w http.ResponseWriter, r *http.Request) {
	page(w, policy.Sanitize(r.FormValue("text"))) // ok: sanitized
}

func logged(_ http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(log.Writer(), "<p>%s</p>", r.FormValue("q")) // ok: not sent
}

func main() {
	r := chi.NewRouter()
	r.Get("/rendered/{name}", rendered)
	r.Get("/renderedplain/{name}", renderedPlain)
	m := mux.NewRouter()
	m.HandleFunc("/variable/{name}", variable)
	http.Handle("/chi/", r)
	http.Handle("/mux/", m)
	for pattern, h := range map[string]http.HandlerFunc{
		"/formatted": formatted, "/declared": declared, "/written": written, "/later": later, "/buffered/{name}": buffered, "/helper": helper,
		"/helperescaped": helperEscaped, "/quoted": quoted, "/plain": plain, "/declaredplain": declaredPlain, "/declaredjson": declaredJSON,
		"/encoded": encoded, "/marshalled": marshalled, "/failed": failed, "/escaped": escaped, "/link": link, "/number": number,
		"/oneof": oneOf, "/sanitized": sanitized, "/logged": logged,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
