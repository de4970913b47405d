package knowledge

// guardGorilla is the middleware of gorilla/handlers and gorilla/csrf.
var guardGorilla = []Entry{
	{Symbol: "github.com/gorilla/handlers.{CompressHandler,HTTPMethodOverrideHandler,ProxyHeaders}",
		Signature: "func(h http.Handler) http.Handler",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "github.com/gorilla/handlers.{CORS,CanonicalHost,RecoveryHandler}",
		Signature: "func(opts ...CORSOption) func(http.Handler) http.Handler",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "github.com/gorilla/handlers.{CompressHandlerLevel,ContentTypeHandler}",
		Signature: "func(h http.Handler, level int) http.Handler",
		Router:    &Router{Op: Wrap, Handler: Arg0}},
	{Symbol: "github.com/gorilla/handlers.{CombinedLoggingHandler,CustomLoggingHandler,LoggingHandler}",
		Signature: "func(out io.Writer, h http.Handler) http.Handler",
		Router:    &Router{Op: Wrap, Handler: Arg1}},
	{Symbol: "github.com/gorilla/mux.CORSMethodMiddleware", Signature: "func(r *Router) MiddlewareFunc",
		Guard: &Guard{Is: Passes}},
	{Symbol: "github.com/gorilla/csrf.Protect",
		Signature: "func(authKey []byte, opts ...Option) func(http.Handler) http.Handler",
		Guard:     &Guard{Is: CSRF}},
}
