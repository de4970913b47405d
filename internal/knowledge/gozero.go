package knowledge

// gozero is github.com/zeromicro/go-zero/rest. Routes come in tables with options; what the options install runs before
// the middleware of the server.
var gozero = []Entry{
	{Symbol: "github.com/zeromicro/go-zero/rest.{NewServer,MustNewServer}", Signature: "func(c RestConf, opts ...RunOption) *Server",
		Router: &Router{Op: New, Family: "go-zero"}},
	{Symbol: "(*github.com/zeromicro/go-zero/rest.Server).{AddRoutes,AddRoute}",
		Signature: "func(rs []Route, opts ...RouteOption)",
		Router: &Router{Op: Handle, Spec: Arg0, Options: Arg1,
			Fields: Fields{Method: "Method", Path: "Path", Handler: "Handler"}}},
	{Symbol: "(*github.com/zeromicro/go-zero/rest.Server).Use", Signature: "func(middleware Middleware)",
		Router: &Router{Op: Use, Middleware: Arg0, Level: Global}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithMiddleware", Signature: "func(middleware Middleware, rs ...Route) []Route",
		Router: &Router{Op: Batch, Middleware: Arg0, Spec: Arg1}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithMiddlewares", Signature: "func(ms []Middleware, rs ...Route) []Route",
		Router: &Router{Op: Batch, Middleware: Arg0, Spec: Arg1}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithPrefix", Signature: "func(group string) RouteOption",
		Router: &Router{Op: Option, Path: Arg0}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithJwt", Signature: "func(secret string) RouteOption",
		Router: &Router{Op: Option, Adds: []string{"github.com/zeromicro/go-zero/rest.WithJwt"}},
		Guard:  &Guard{Is: Refuses, Scheme: "JWT"}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithJwtTransition", Signature: "func(secret, prevSecret string) RouteOption",
		Router: &Router{Op: Option, Adds: []string{"github.com/zeromicro/go-zero/rest.WithJwtTransition"}},
		Guard:  &Guard{Is: Refuses, Scheme: "JWT"}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithSignature", Signature: "func(signature SignatureConf) RouteOption",
		Router: &Router{Op: Option, Adds: []string{"github.com/zeromicro/go-zero/rest.WithSignature"}},
		Guard:  &Guard{Is: Refuses, Scheme: "signature"}},
	{Symbol: "github.com/zeromicro/go-zero/rest.ToMiddleware",
		Signature: "func(handler func(next http.Handler) http.Handler) Middleware",
		Router:    &Router{Op: Same, On: Arg0}},
	{Symbol: "(*github.com/zeromicro/go-zero/rest.Server).{Start,StartWithOpts}", Signature: "func()",
		Router: &Router{Op: Serve, Handler: Recv}},
}
