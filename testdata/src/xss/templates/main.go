// Command templates writes request values into pages by templates that escape, and by those that do not.
package main

import (
	"html/template"
	"log"
	"net/http"
	text "text/template"
)

var (
	safe = template.Must(template.New("page").Parse(`<h1>{{.}}</h1>`))
	raw  = text.Must(text.New("page").Parse(`<h1>{{.}}</h1>`))
)

func escaped(w http.ResponseWriter, r *http.Request) {
	_ = safe.Execute(w, r.FormValue("name")) // ok: the template escapes
}

func trusted(w http.ResponseWriter, r *http.Request) {
	_ = safe.Execute(w, template.HTML(r.FormValue("name"))) // want xss "form parameter name"
}

func trustedURL(w http.ResponseWriter, r *http.Request) {
	data := struct{ Back template.URL }{template.URL(r.FormValue("back"))} // want xss "form parameter back"
	_ = safe.Execute(w, data)
}

func trustedEscaped(w http.ResponseWriter, r *http.Request) {
	_ = safe.Execute(w, template.HTML("<b>"+template.HTMLEscapeString(r.FormValue("name"))+"</b>")) // ok: escaped
}

func trustedConstant(w http.ResponseWriter, r *http.Request) {
	greeting := "<b>Hello</b>"
	if r.FormValue("lang") == "de" {
		greeting = "<b>Hallo</b>"
	}
	_ = safe.Execute(w, template.HTML(greeting)) // ok: one of two constants
}

func unescaped(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	_ = raw.Execute(w, r.FormValue("name")) // want xss "form parameter name"
}

func unescapedPlain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	_ = raw.Execute(w, r.FormValue("name")) // ok: declared as plain text
}

func main() {
	for pattern, h := range map[string]http.HandlerFunc{
		"/escaped": escaped, "/trusted": trusted, "/trustedurl": trustedURL, "/trustedescaped": trustedEscaped,
		"/trustedconstant": trustedConstant, "/unescaped": unescaped, "/unescapedplain": unescapedPlain,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
