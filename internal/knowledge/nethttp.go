package knowledge

const defaultServeMux = "net/http.DefaultServeMux"

// netHTTP is the standard library's router and what composes handlers.
var netHTTP = []Entry{
	{Symbol: "net/http.NewServeMux", Signature: "func() *ServeMux",
		Router: &Router{Op: New, Family: "net/http"}},
	{Symbol: defaultServeMux, Signature: "var *ServeMux",
		Router: &Router{Op: New, Family: "net/http"}},
	{Symbol: "(*net/http.ServeMux).{Handle,HandleFunc}", Signature: "func(pattern string, handler Handler)",
		Router: &Router{Op: Handle, Path: Arg0, Handler: Arg1}},
	{Symbol: "net/http.{Handle,HandleFunc}", Signature: "func(pattern string, handler Handler)",
		Router: &Router{Op: Handle, Global: defaultServeMux, Path: Arg0, Handler: Arg1}},

	{Symbol: "net/http.StripPrefix", Signature: "func(prefix string, h Handler) Handler",
		Router: &Router{Op: Wrap, Path: Arg0, Strip: true, Handler: Arg1}},
	{Symbol: "net/http.{TimeoutHandler,AllowQuerySemicolons}",
		Signature: "func(h Handler, dt time.Duration, msg string) Handler",
		Router:    &Router{Op: Wrap, Handler: Arg0}},
	{Symbol: "(*net/http.CrossOriginProtection).Handler", Signature: "func(h Handler) Handler",
		Router: &Router{Op: Wrap, Handler: Arg0}},
	{Symbol: "net/http.{FileServer,FileServerFS}", Signature: "func(root FileSystem) Handler",
		Router: &Router{Op: Leaf, Row: Static}},
	{Symbol: "net/http.NotFoundHandler", Signature: "func() Handler",
		Router: &Router{Op: Leaf, Row: NotFound}},
	{Symbol: "net/http.RedirectHandler", Signature: "func(url string, code int) Handler",
		Router: &Router{Op: Leaf, Row: Redirect}},
	{Symbol: "net/http/pprof.Handler", Signature: "func(name string) http.Handler",
		Router: &Router{Op: Leaf, Row: Debug}},
	{Symbol: "expvar.Handler", Signature: "func() http.Handler",
		Router: &Router{Op: Leaf, Row: Debug}},

	{Symbol: "net/http.ListenAndServe", Signature: "func(addr string, handler Handler) error",
		Router: &Router{Op: Serve, Global: defaultServeMux, Handler: Arg1}},
	{Symbol: "net/http.ListenAndServeTLS", Signature: "func(addr, certFile, keyFile string, handler Handler) error",
		Router: &Router{Op: Serve, Global: defaultServeMux, Handler: Arg3}},
	{Symbol: "net/http.{Serve,ServeTLS}", Signature: "func(l net.Listener, handler Handler) error",
		Router: &Router{Op: Serve, Global: defaultServeMux, Handler: Arg1}},
	{Symbol: "(*net/http.Server).{ListenAndServe,ListenAndServeTLS,Serve,ServeTLS}", Signature: "func() error",
		Router: &Router{Op: Serve, Global: defaultServeMux, Spec: Recv, Fields: Fields{Handler: "Handler"}}},
	{Symbol: "net/http/httptest.{NewServer,NewTLSServer,NewUnstartedServer}", Signature: "func(handler http.Handler) *Server",
		Router: &Router{Op: Serve, Global: defaultServeMux, Handler: Arg0}},
}
