package inventory

import (
	"io"
	"regexp"
	"slices"
	"strings"
)

// WriteOpenAPI writes the skeleton of an OpenAPI 3.1 document: paths, methods, path parameters, and whether a caller must
// be known. What the format cannot say is left out: files, debugging endpoints, paths that are not fully known.
//
// Two quirks of the format: it has no parameter that takes a rest of several segments, so these become ordinary ones; and
// paths that differ in the names of parameters only are the same, so that the first names win.
func WriteOpenAPI(w io.Writer, inv *Inventory) error {
	doc := openAPI{
		OpenAPI: "3.1.0",
		Info:    openAPIInfo{Title: "Routes found by apilint", Version: "0.0.0"},
		Paths:   map[string]map[string]operation{},
		Components: components{SecuritySchemes: map[string]scheme{schemeName: {
			Type: "http", Scheme: "bearer", Description: "Stands for whatever the service demands; apilint does not know how callers prove who they are.",
		}}},
	}
	known := map[string]string{} // path by place
	for i := range inv.Routes {
		r := &inv.Routes[i]
		if r.Kind != Endpoint || strings.Contains(r.Path, "{?}") {
			continue
		}
		place := parameterName.ReplaceAllString(r.Path, "{}")
		path, ok := known[place]
		if !ok {
			path = openAPIPath(r.Path)
			known[place] = path
		}
		for _, method := range openAPIMethods(r.Method) {
			if doc.Paths[path] == nil {
				doc.Paths[path] = map[string]operation{}
			}
			if _, taken := doc.Paths[path][method]; !taken { // another host's
				doc.Paths[path][method] = newOperation(r, path)
			}
		}
	}
	return encode(w, doc)
}

type (
	openAPI struct {
		OpenAPI    string                          `json:"openapi"`
		Info       openAPIInfo                     `json:"info"`
		Paths      map[string]map[string]operation `json:"paths"`
		Components components                      `json:"components"`
	}
	openAPIInfo struct {
		Title   string `json:"title"`
		Version string `json:"version"`
	}
	components struct {
		SecuritySchemes map[string]scheme `json:"securitySchemes"`
	}
	scheme struct {
		Type        string `json:"type"`
		Scheme      string `json:"scheme"`
		Description string `json:"description"`
	}
	operation struct {
		Tags       []string            `json:"tags,omitempty"`
		Parameters []parameter         `json:"parameters,omitempty"`
		Responses  map[string]response `json:"responses"`
		// Security is left out if it cannot be told what the route demands.
		Security *[]map[string][]string `json:"security,omitempty"`
		Handler  string                 `json:"x-apilint-handler,omitempty"`
		Auth     State                  `json:"x-apilint-auth"`
		By       string                 `json:"x-apilint-auth-by,omitempty"`
		Role     string                 `json:"x-apilint-role,omitempty"`
		Rate     *Limit                 `json:"x-apilint-rate-limit,omitempty"`
		Body     *Limit                 `json:"x-apilint-body-limit,omitempty"`
	}
	parameter struct {
		Name     string `json:"name"`
		In       string `json:"in"`
		Required bool   `json:"required"`
		Schema   schema `json:"schema"`
	}
	schema struct {
		Type string `json:"type"`
	}
	response struct {
		Description string `json:"description"`
	}
)

const schemeName = "authenticated"

var restName = regexp.MustCompile(`\{([^{}]*)\.\.\.\}`)

// openAPIPath returns path as OpenAPI writes it, where every parameter has a name.
func openAPIPath(path string) string {
	return strings.ReplaceAll(restName.ReplaceAllString(path, "{$1}"), "{}", "{rest}")
}

// openAPIMethods returns the keys of the operations for a method. A route for any method gets the usual ones.
func openAPIMethods(method string) []string {
	if method == Any {
		return []string{"get", "put", "post", "delete", "patch"}
	}
	m := strings.ToLower(method)
	if !slices.Contains([]string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}, m) {
		return nil // the format has no other methods
	}
	return []string{m}
}

var openAPIParameter = regexp.MustCompile(`\{([^{}]+)\}`)

func newOperation(r *Route, path string) operation {
	op := operation{
		Auth: r.Auth.State, By: r.Auth.By, Role: r.Auth.Role, Rate: r.RateLimit, Body: r.BodyLimit,
		Responses: map[string]response{"default": {"Not described yet"}},
	}
	if r.Handler.IsKnown() {
		op.Handler = r.Handler.Name()
		op.Tags = []string{r.Handler.tag()}
	}
	for _, m := range openAPIParameter.FindAllStringSubmatch(path, -1) {
		op.Parameters = append(op.Parameters, parameter{Name: m[1], In: "path", Required: true, Schema: schema{"string"}})
	}
	demanded := map[string][]string{schemeName: {}}
	switch r.Auth.State {
	case Required:
		op.Security = &[]map[string][]string{demanded}
		op.Responses["401"] = response{"The caller is not known"}
	case Optional:
		op.Security = &[]map[string][]string{{}, demanded}
	case None, Public:
		op.Security = &[]map[string][]string{}
	}
	op.refusals()
	return op
}

// refusals describes the answers to those who may not, who send too much or too often.
func (op *operation) refusals() {
	if op.Role != "" {
		op.Responses["403"] = response{"The caller may not"}
	}
	if op.Body != nil {
		op.Responses["413"] = response{"The body is too large"}
	}
	if op.Rate != nil {
		op.Responses["429"] = response{"The client calls too often"}
	}
}

// tag is what the handler belongs to: its type, or its package.
func (f Function) tag() string {
	if f.Type != "" {
		return f.Type
	}
	return f.Package[strings.LastIndexByte(f.Package, '/')+1:]
}
