package knowledge

import "strings"

// Page says that a function writes a body which a browser may read as HTML.
type Page struct {
	Text   Arg // body or format
	Values Arg // a list of values that the format takes, or the data of a template that does not escape
	To     Arg // the writer that decides: the call answers only if it leads to the client
	Type   Arg // the content type; without Text and Values, the call only declares it
	HTML   bool
	// Sniffed: unless a header declares the type, the first bytes of the body decide.
	Sniffed bool
	// Templated: a template that is not seen decides how the body begins.
	Templated bool
}

// pages are the functions that write bodies which no template escapes.
//
// net/http declares what DetectContentType makes of the first bytes if no header does (net/http/server.go, response.write);
// gin's Data and echo's Blob take the type as an operand; fasthttp, and with it fiber, declares text/plain (fasthttp/header.go,
// defaultContentType). fiber's Format puts text between <p> and </p> for clients that accept HTML (fiber/v2/ctx.go).
var pages = []Entry{
	{Symbol: "(net/http.ResponseWriter).Write", Signature: "func([]byte) (int, error)", Page: &Page{Text: Arg0, Sniffed: true}},
	{Symbol: "fmt.{Fprint,Fprintln}", Signature: "func(w io.Writer, a ...any) (n int, err error)", Page: &Page{Values: Arg1, To: Arg0, Sniffed: true}},
	{Symbol: "fmt.Fprintf", Signature: "func(w io.Writer, format string, a ...any) (n int, err error)",
		Page: &Page{Text: Arg1, Values: Arg2, To: Arg0, Sniffed: true}},
	{Symbol: "io.WriteString", Signature: "func(w Writer, s string) (n int, err error)", Page: &Page{Text: Arg1, To: Arg0, Sniffed: true}},
	{Symbol: "(*text/template.Template).Execute", Signature: "func(wr io.Writer, data any) error",
		Page: &Page{Values: Arg1, To: Arg0, Sniffed: true, Templated: true}},
	{Symbol: "(*text/template.Template).ExecuteTemplate", Signature: "func(wr io.Writer, name string, data any) error",
		Page: &Page{Values: Arg2, To: Arg0, Sniffed: true, Templated: true}},
	{Symbol: "github.com/go-chi/render.HTML", Signature: "func(w http.ResponseWriter, r *http.Request, v string)", Page: &Page{Text: Arg2, HTML: true}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).Data", Signature: "func(code int, contentType string, data []byte)",
		Page: &Page{Text: Arg2, Type: Arg1}},
	{Symbol: "(github.com/labstack/echo/v4.Context).{HTML,HTMLBlob}", Signature: "func(code int, html string) error", Page: &Page{Text: Arg1, HTML: true}},
	{Symbol: "(github.com/labstack/echo/v4.Context).Blob", Signature: "func(code int, contentType string, b []byte) error",
		Page: &Page{Text: Arg2, Type: Arg1}},
	{Symbol: "(*github.com/labstack/echo/v5.Context).HTML", Signature: "func(code int, html string) error", Page: &Page{Text: Arg1, HTML: true}},
	{Symbol: "(*github.com/labstack/echo/v5.Context).Blob", Signature: "func(code int, contentType string, b []byte) error",
		Page: &Page{Text: Arg2, Type: Arg1}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).{Send,SendString,Write,WriteString}", Signature: "func(body string) error", Page: &Page{Text: Arg0}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Writef", Signature: "func(f string, a ...interface{}) (int, error)",
		Page: &Page{Text: Arg0, Values: Arg1}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Format", Signature: "func(body interface{}) error", Page: &Page{Values: Arg0, HTML: true}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Type", Signature: "func(extension string, charset ...string) *Ctx", Page: &Page{Type: Arg0}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).{Send,SendString,Write,WriteString}", Signature: "func(body string) error", Page: &Page{Text: Arg0}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).Type", Signature: "func(extension string, charset ...string) Ctx", Page: &Page{Type: Arg0}},
	{Symbol: "(*github.com/kataras/iris/v12/context.Context).HTML", Signature: "func(format string, args ...interface{}) (int, error)",
		Page: &Page{Text: Arg0, Values: Arg1, HTML: true}},

	{Symbol: "(*github.com/microcosm-cc/bluemonday.Policy).{Sanitize,SanitizeBytes}", Signature: "func(s string) string",
		Flow: &Flow{From: []Arg{Arg0}, Safe: []Sink{InPage}}},
}

// trusted are the types whose values html/template writes without escaping.
var trusted = set("html/template.HTML html/template.HTMLAttr html/template.JS html/template.JSStr html/template.CSS html/template.Srcset html/template.URL")

// IsTrusted reports whether templates write values of the type called name as they are.
func IsTrusted(name string) bool { return trusted[name] }

// IsHTML reports whether a content type, or a file extension that stands for one, is that of pages.
func IsHTML(contentType string) bool {
	plain, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(contentType)), ";")
	switch strings.TrimPrefix(plain, ".") {
	case "text/html", "application/xhtml+xml", "image/svg+xml", "html", "htm", "svg":
		return true
	}
	return false
}
