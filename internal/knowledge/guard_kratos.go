package knowledge

// guardKratos is the middleware of kratos services, and how its HTTP server moves requests along.
var guardKratos = []Entry{
	{Symbol: "github.com/go-kratos/kratos/v2/middleware/auth/jwt.Server",
		Signature: "func(keyFunc jwt.Keyfunc, opts ...Option) middleware.Middleware", Guard: &Guard{Is: Refuses, Scheme: "JWT"}},
	{Symbol: "github.com/go-kratos/kratos/v2/middleware/auth/jwt.FromContext",
		Signature: "func(ctx context.Context) (token jwt.Claims, ok bool)", Guard: &Guard{Is: Reads, Scheme: "JWT"}},
	{Symbol: "github.com/go-kratos/kratos/v2/middleware/recovery.Recovery", Signature: "func(opts ...Option) middleware.Middleware",
		Guard: &Guard{Is: Passes}},
	{Symbol: "github.com/go-kratos/kratos/v2/middleware/{tracing,metadata}.Server", Signature: "func(opts ...Option) middleware.Middleware",
		Guard: &Guard{Is: Passes}},
	{Symbol: "github.com/go-kratos/kratos/v2/middleware/logging.Server", Signature: "func(logger log.Logger) middleware.Middleware",
		Guard: &Guard{Is: Passes}},
	{Symbol: "github.com/go-kratos/kratos/v2/middleware/validate.Validator", Signature: "func() middleware.Middleware",
		Guard: &Guard{Is: Passes}},

	{Symbol: "github.com/go-kratos/kratos/v2/middleware/selector.Server", Signature: "func(ms ...middleware.Middleware) *Builder",
		Selection: &Selection{Middleware: Arg0}},
	{Symbol: "(*github.com/go-kratos/kratos/v2/middleware/selector.Builder).Match", Signature: "func(fn MatchFunc) *Builder",
		Selection: &Selection{Of: Recv, Asks: Arg0}},
	{Symbol: "(*github.com/go-kratos/kratos/v2/middleware/selector.Builder).Path", Signature: "func(path ...string) *Builder",
		Selection: &Selection{Of: Recv, Names: Arg0}},
	{Symbol: "(*github.com/go-kratos/kratos/v2/middleware/selector.Builder).Prefix", Signature: "func(prefix ...string) *Builder",
		Selection: &Selection{Of: Recv, Prefixes: Arg0}},
	{Symbol: "(*github.com/go-kratos/kratos/v2/middleware/selector.Builder).Build", Signature: "func() middleware.Middleware",
		Selection: &Selection{Of: Recv}},

	{Symbol: "(github.com/go-kratos/kratos/v2/transport/http.Context).Middleware", Signature: "func(h middleware.Handler) middleware.Handler",
		Pass: &Pass{Do: Around, Of: Recv, With: Arg0}},
	{Symbol: "(github.com/go-kratos/kratos/v2/transport/http.Context).Request", Signature: "func() *http.Request",
		Pass: &Pass{Do: TheRequest, Of: Recv}},
	{Symbol: "github.com/go-kratos/kratos/v2/transport/http.SetOperation", Signature: "func(ctx context.Context, op string)",
		Value: &Value{Name: Operation, Put: Arg1}},
	{Symbol: "(github.com/go-kratos/kratos/v2/transport.Transporter).Operation", Signature: "func() string",
		Value: &Value{Name: Operation}},
	{Symbol: "(github.com/go-kratos/kratos/v2/transport.Header).Get", Signature: "func(key string) string",
		Input: &Input{Part: InHeader, Name: Arg0}},
}
