package knowledge

// routegroup is github.com/go-pkgz/routegroup: groups of routes on a ServeMux. A group takes over the middleware of its parent
// when it is made, and a route that of its group when it is registered.
var routegroup = []Entry{
	{Symbol: "github.com/go-pkgz/routegroup.New", Signature: "func(mux *http.ServeMux) *Bundle",
		Router: &Router{Op: New, Family: "routegroup"}},
	{Symbol: "github.com/go-pkgz/routegroup.Mount", Signature: "func(mux *http.ServeMux, basePath string) *Bundle",
		Router: &Router{Op: New, Family: "routegroup", Path: Arg1}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).Group", Signature: "func() *Bundle", Router: &Router{Op: Group}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).Mount", Signature: "func(basePath string) *Bundle",
		Router: &Router{Op: Group, Path: Arg0}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).With",
		Signature: "func(middleware func(http.Handler) http.Handler, more ...func(http.Handler) http.Handler) *Bundle",
		Router:    &Router{Op: Group, Middleware: Arg0, More: Arg1}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).Route", Signature: "func(configureFn func(*Bundle))",
		Router: &Router{Op: Group, Callback: Arg0}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).Use",
		Signature: "func(middleware func(http.Handler) http.Handler, more ...func(http.Handler) http.Handler)",
		Router:    &Router{Op: Use, Middleware: Arg0, More: Arg1}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).{Handle,HandleFunc}",
		Signature: "func(pattern string, handler http.Handler)",
		Router:    &Router{Op: Handle, Path: Arg0, Handler: Arg1}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).{HandleRoot,HandleRootFunc}",
		Signature: "func(method string, handler http.Handler)",
		Router:    &Router{Op: Handle, Method: Arg0, Handler: Arg1}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).HandleFiles", Signature: "func(pattern string, root http.FileSystem)",
		Router: &Router{Op: Handle, Path: Arg0, Row: Static, Prefix: true}},
	{Symbol: "(*github.com/go-pkgz/routegroup.Bundle).NotFoundHandler", Signature: "func(handler http.HandlerFunc)",
		Router: &Router{Op: Fallback, Handler: Arg0}},
	{Symbol: "github.com/go-pkgz/routegroup.Wrap",
		Signature: "func(handler http.Handler, mw1 func(http.Handler) http.Handler, mws ...func(http.Handler) http.Handler) http.Handler",
		Router:    &Router{Op: Wrap, Family: "routegroup", Handler: Arg0, Wraps: Arg1}},
}
