package knowledge

// guardEcho is the middleware of echo and of the modules next to it, except sessions and policies.
var guardEcho = []Entry{
	{Symbol: "github.com/labstack/echo/v4/middleware.BasicAuth",
		Signature: "func(fn BasicAuthValidator) echo.MiddlewareFunc",
		Guard:     &Guard{Is: Refuses, Asks: Arg0, Gets: []int{0, 1}, Scheme: "basic auth"}},
	{Symbol: "github.com/labstack/echo/v4/middleware.BasicAuthWithConfig",
		Signature: "func(config BasicAuthConfig) echo.MiddlewareFunc",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", Asks: Arg0, AsksField: "Validator", Gets: []int{0, 1},
			Scheme: "basic auth"}},
	{Symbol: "(github.com/labstack/echo/v5/middleware.BasicAuthConfig).ToMiddleware",
		Signature: "func() (echo.MiddlewareFunc, error)",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", Asks: Recv, AsksField: "Validator", Gets: []int{1, 2},
			Scheme: "basic auth"}},
	{Symbol: "github.com/labstack/echo/v4/middleware.KeyAuth",
		Signature: "func(fn KeyAuthValidator) echo.MiddlewareFunc",
		Guard:     &Guard{Is: Refuses, Asks: Arg0, Gets: []int{0}, Scheme: "API key"}},
	{Symbol: "github.com/labstack/echo/v4/middleware.KeyAuthWithConfig",
		Signature: "func(config KeyAuthConfig) echo.MiddlewareFunc",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", OptionalField: "ContinueOnIgnoredError",
			Asks: Arg0, AsksField: "Validator", Gets: []int{0}, Scheme: "API key"}},
	{Symbol: "(github.com/labstack/echo/v5/middleware.KeyAuthConfig).ToMiddleware",
		Signature: "func() (echo.MiddlewareFunc, error)",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", OptionalField: "ContinueOnIgnoredError",
			Asks: Recv, AsksField: "Validator", Gets: []int{1}, Scheme: "API key"}},
	// Dropped from late releases of v4.
	{Symbol: "github.com/labstack/echo/v4/middleware.JWT", Signature: "func(key interface{}) echo.MiddlewareFunc",
		Guard: &Guard{Is: Refuses, Scheme: "JWT"}},
	{Symbol: "github.com/labstack/echo/v4/middleware.JWTWithConfig",
		Signature: "func(config JWTConfig) echo.MiddlewareFunc",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", OptionalField: "ContinueOnIgnoredError",
			Scheme: "JWT"}},
	{Symbol: "github.com/labstack/echo-jwt/v4.JWT", Signature: "func(signingKey interface{}) echo.MiddlewareFunc",
		Guard: &Guard{Is: Refuses, Scheme: "JWT"}},
	{Symbol: "github.com/labstack/echo-jwt/v4.WithConfig", Signature: "func(config Config) echo.MiddlewareFunc",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", OptionalField: "ContinueOnIgnoredError",
			Scheme: "JWT"}},
	{Symbol: "(github.com/labstack/echo-jwt/v4.Config).ToMiddleware",
		Signature: "func() (echo.MiddlewareFunc, error)",
		Guard: &Guard{Is: Refuses, UnlessField: "Skipper", OptionalField: "ContinueOnIgnoredError",
			Scheme: "JWT"}},

	{Symbol: "github.com/labstack/echo/v4/middleware.DefaultSkipper", Signature: "func(c echo.Context) bool",
		Guard: &Guard{Is: Never}},

	{Symbol: "github.com/labstack/echo/v4/middleware.{CSRF,CSRFWithConfig}", Signature: "func() echo.MiddlewareFunc",
		Guard: &Guard{Is: CSRF}},
	{Symbol: "(github.com/labstack/echo/v5/middleware.CSRFConfig).ToMiddleware",
		Signature: "func() (echo.MiddlewareFunc, error)",
		Guard:     &Guard{Is: CSRF}},
	{Symbol: "github.com/labstack/echo/v4/middleware.{RateLimiter,RateLimiterWithConfig}",
		Signature: "func(store RateLimiterStore) echo.MiddlewareFunc",
		Guard:     &Guard{Is: Limits}},
	{Symbol: "(github.com/labstack/echo/v5/middleware.RateLimiterConfig).ToMiddleware",
		Signature: "func() (echo.MiddlewareFunc, error)",
		Guard:     &Guard{Is: Limits}},

	{Symbol: "github.com/labstack/echo/v4/middleware.{AddTrailingSlash,BodyDump,BodyLimit,CORS,ContextTimeout,Decompress," +
		"Gzip,HTTPSNonWWWRedirect,HTTPSRedirect,HTTPSWWWRedirect,Logger,MethodOverride,NonWWWRedirect,Proxy,Recover," +
		"RemoveTrailingSlash,RequestID,RequestLogger,Rewrite,Secure,Static,Timeout,WWWRedirect}",
		Signature: "func() echo.MiddlewareFunc",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "github.com/labstack/echo/v4/middleware.{AddTrailingSlash,BodyDump,BodyLimit,CORS,ContextTimeout,Decompress," +
		"Gzip,HTTPSNonWWWRedirect,HTTPSRedirect,HTTPSWWWRedirect,Logger,MethodOverride,NonWWWRedirect,Proxy,Recover," +
		"RemoveTrailingSlash,RequestID,RequestLogger,Rewrite,Secure,Static,Timeout,WWWRedirect}WithConfig",
		Signature: "func(config TrailingSlashConfig) echo.MiddlewareFunc",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "(github.com/labstack/echo/v5/middleware.{AddTrailingSlash,BodyDump,BodyLimit,CORS,ContextTimeout,Decompress," +
		"Gzip,MethodOverride,Proxy,Recover,Redirect,RemoveTrailingSlash,RequestID,RequestLogger,Rewrite,Secure," +
		"Static}Config).ToMiddleware",
		Signature: "func() (echo.MiddlewareFunc, error)",
		Guard:     &Guard{Is: Passes}},
}
