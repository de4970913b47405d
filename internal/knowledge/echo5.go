package knowledge

// echo5 is what version 5 of github.com/labstack/echo has and version 4 has not, or has otherwise.
var echo5 = []Entry{
	{Symbol: "github.com/labstack/echo/v5.NewWithConfig", Signature: "func(config Config) *Echo",
		Router: &Router{Op: New, Family: "echo"}},
	{Symbol: "(*github.com/labstack/echo/v5.{Echo,Group}).QUERY",
		Signature: "func(path string, h HandlerFunc, m ...MiddlewareFunc) RouteInfo",
		Router:    &Router{Op: Handle, ByName: true, Path: Arg0, Handler: Arg1, Middleware: Arg2}},
	{Symbol: "(*github.com/labstack/echo/v5.{Echo,Group}).AddRoute", Signature: "func(route Route) (RouteInfo, error)",
		Router: &Router{Op: Handle, Spec: Arg0,
			Fields: Fields{Method: "Method", Path: "Path", Handler: "Handler", Middleware: "Middlewares"}}},
	{Symbol: "(*github.com/labstack/echo/v5.{Echo,Group}).{Static,StaticFS}",
		Signature: "func(pathPrefix, fsRoot string, middleware ...MiddlewareFunc) RouteInfo",
		Router: &Router{Op: Handle, Methods: []string{"GET"}, Path: Arg0, Middleware: Arg2, Row: Static,
			Prefix: true}},
	{Symbol: "(*github.com/labstack/echo/v5.Group).File",
		Signature: "func(path, file string, middleware ...MiddlewareFunc) RouteInfo",
		Router:    &Router{Op: Handle, Methods: []string{"GET"}, Path: Arg0, Middleware: Arg2, Row: Static}},
	{Symbol: "(github.com/labstack/echo/v5.StartConfig).{Start,StartTLS}",
		Signature: "func(ctx context.Context, h http.Handler) error",
		Router:    &Router{Op: Serve, Handler: Arg1}},
}
