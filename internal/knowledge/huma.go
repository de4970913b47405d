package knowledge

// huma is github.com/danielgtaylor/huma. An API registers its routes with a router of another library.
var huma = []Entry{
	{Symbol: "github.com/danielgtaylor/huma/v2/adapters/{humachi,humago,humamux,humagin,humaecho,humafiber,humahttprouter,humabunrouter}.New",
		Signature: "func(r chi.Router, config huma.Config) huma.API",
		Router:    &Router{Op: New, Family: "huma", Handler: Arg0}},
	{Symbol: "github.com/danielgtaylor/huma/v2/adapters/{humagin,humaecho,humafiber}.NewWithGroup",
		Signature: "func(r *gin.Engine, g *gin.RouterGroup, config huma.Config) huma.API",
		Router:    &Router{Op: New, Family: "huma", Handler: Arg1}},
	{Symbol: "github.com/danielgtaylor/huma/v2/adapters/humago.NewWithPrefix",
		Signature: "func(m Mux, prefix string, config huma.Config) huma.API",
		Router:    &Router{Op: New, Family: "huma", Handler: Arg0, Path: Arg1}},
	{Symbol: "github.com/danielgtaylor/huma/v2.Register",
		Signature: "func[I, O any](api API, op Operation, handler func(context.Context, *I) (*O, error))",
		Router: &Router{Op: Handle, On: Arg0, Spec: Arg1, Handler: Arg2,
			Fields: Fields{Method: "Method", Path: "Path", Middleware: "Middlewares"}}},
	{Symbol: "github.com/danielgtaylor/huma/v2.{Get,Post,Put,Patch,Delete,Head}",
		Signature: "func[I, O any](api API, path string, handler func(context.Context, *I) (*O, error), operationHandlers ...func(o *Operation))",
		Router:    &Router{Op: Handle, On: Arg0, ByName: true, Path: Arg1, Handler: Arg2}},
	{Symbol: "github.com/danielgtaylor/huma/v2.NewGroup", Signature: "func(api API, prefixes ...string) *Group",
		Router: &Router{Op: Group, On: Arg0, Path: Arg1}},
	{Symbol: "(*github.com/danielgtaylor/huma/v2.Group).UseMiddleware",
		Signature: "func(middlewares ...func(ctx Context, next func(Context)))",
		Router:    &Router{Op: Use, Middleware: Arg0}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.API).UseMiddleware",
		Signature: "func(middlewares ...func(ctx Context, next func(Context)))",
		Router:    &Router{Op: Use, Middleware: Arg0}},
}
