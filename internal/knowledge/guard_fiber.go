package knowledge

// guardFiber is the middleware of fiber, except sessions.
var guardFiber = []Entry{
	{Symbol: "github.com/gofiber/fiber/v2/middleware/basicauth.New", Signature: "func(config Config) fiber.Handler",
		Guard: &Guard{Is: Refuses, UnlessField: "Next", Scheme: "basic auth"}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/keyauth.New", Signature: "func(config ...Config) fiber.Handler",
		Guard: &Guard{Is: Refuses, UnlessField: "Next", Scheme: "API key"}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/basicauth.UsernameFromContext", Signature: "func(ctx any) string",
		Guard: &Guard{Is: Reads, Scheme: "basic auth"}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/keyauth.TokenFromContext", Signature: "func(ctx any) string",
		Guard: &Guard{Is: Reads, Scheme: "API key"}},
	{Symbol: "github.com/gofiber/contrib/jwt.New", Signature: "func(config ...Config) fiber.Handler",
		Guard: &Guard{Is: Refuses, UnlessField: "Filter", Scheme: "JWT"}},
	{Symbol: "github.com/gofiber/contrib/v3/jwt.New", Signature: "func(config ...Config) fiber.Handler",
		Guard: &Guard{Is: Refuses, UnlessField: "Next", Scheme: "JWT"}},
	{Symbol: "github.com/gofiber/contrib/v3/jwt.FromContext", Signature: "func(ctx any) *jwt.Token",
		Guard: &Guard{Is: Reads, Scheme: "JWT"}},

	{Symbol: "github.com/gofiber/fiber/v2/middleware/csrf.New", Signature: "func(config ...Config) fiber.Handler",
		Guard: &Guard{Is: CSRF}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/limiter.New", Signature: "func(config ...Config) fiber.Handler",
		Guard: &Guard{Is: Limits}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/{cache,compress,cors,earlydata,encryptcookie,envvar,etag,expvar," +
		"favicon,healthcheck,helmet,idempotency,logger,monitor,pprof,recover,redirect,requestid,rewrite}.New",
		Signature: "func(config ...Config) fiber.Handler",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/filesystem.New", Signature: "func(config ...Config) fiber.Handler",
		Guard: &Guard{Is: Passes}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/{hostauthorization,responsetime,paginate}.New",
		Signature: "func(config ...Config) fiber.Handler",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/static.New",
		Signature: "func(root string, cfg ...Config) fiber.Handler",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/timeout.{New,NewWithContext}",
		Signature: "func(handler fiber.Handler, timeout time.Duration) fiber.Handler",
		Router:    &Router{Op: Wrap, Handler: Arg0}},
}
