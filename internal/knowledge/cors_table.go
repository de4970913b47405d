package knowledge

var (
	rsFields = CORSFields{
		Origins: "AllowedOrigins", Credentials: "AllowCredentials",
		Decide: []string{"AllowOriginVaryRequestFunc", "AllowOriginRequestFunc", "AllowOriginFunc"},
	}
	chiFields = CORSFields{Origins: "AllowedOrigins", Credentials: "AllowCredentials", Decide: []string{"AllowOriginFunc"}}
	ginFields = CORSFields{
		Origins: "AllowOrigins", All: "AllowAllOrigins", Credentials: "AllowCredentials", Patterns: "AllowWildcard",
		Decide: []string{"AllowOriginFunc", "AllowOriginWithContextFunc"},
	}
	hertzFields = CORSFields{
		Origins: "AllowOrigins", All: "AllowAllOrigins", Credentials: "AllowCredentials", Patterns: "AllowWildcard",
		Decide: []string{"AllowOriginFunc"},
	}
	echo4Fields = CORSFields{
		Origins: "AllowOrigins", Credentials: "AllowCredentials", Decide: []string{"AllowOriginFunc"},
		Reflect: "UnsafeWildcardOriginWithAllowCredentials",
	}
	echo5Fields = CORSFields{Origins: "AllowOrigins", Credentials: "AllowCredentials", Decide: []string{"UnsafeAllowOriginFunc"}}
	fiberFields = CORSFields{Origins: "AllowOrigins", Credentials: "AllowCredentials", Decide: []string{"AllowOriginsFunc"}}
)

// corsPolicies are the functions that make, or help to make, cross-origin policies, and those that write headers.
var corsPolicies = []Entry{
	{Symbol: "github.com/rs/cors.New", Signature: "func(options Options) *Cors",
		CORS: &CORS{Config: Arg0, Fields: rsFields, Default: true, Patterns: true}},
	{Symbol: "github.com/rs/cors.{Default,AllowAll}", Signature: "func() *Cors", CORS: &CORS{All: true}},
	{Symbol: "github.com/go-chi/cors.New", Signature: "func(options Options) *Cors",
		CORS: &CORS{Config: Arg0, Fields: chiFields, Default: true, Patterns: true}},
	{Symbol: "github.com/go-chi/cors.Handler", Signature: "func(options Options) func(next http.Handler) http.Handler",
		CORS: &CORS{Config: Arg0, Fields: chiFields, Default: true, Patterns: true}},
	{Symbol: "github.com/go-chi/cors.AllowAll", Signature: "func() *Cors", CORS: &CORS{All: true}},

	{Symbol: "github.com/gorilla/handlers.CORS", Signature: "func(opts ...CORSOption) func(http.Handler) http.Handler",
		CORS: &CORS{Options: Arg0, Default: true}},
	{Symbol: "github.com/gorilla/handlers.AllowedOrigins", Signature: "func(origins []string) CORSOption",
		CORS: &CORS{Option: true, Origins: Arg0}},
	{Symbol: "github.com/gorilla/handlers.AllowedOriginValidator", Signature: "func(fn OriginValidator) CORSOption",
		CORS: &CORS{Option: true, Decide: Arg0}},
	{Symbol: "github.com/gorilla/handlers.AllowCredentials", Signature: "func() CORSOption",
		CORS: &CORS{Option: true, Credentials: true}},

	{Symbol: "github.com/gin-contrib/cors.New", Signature: "func(config Config) gin.HandlerFunc",
		CORS: &CORS{Config: Arg0, Fields: ginFields, Union: true}},
	{Symbol: "github.com/gin-contrib/cors.Default", Signature: "func() gin.HandlerFunc", CORS: &CORS{All: true}},
	{Symbol: "github.com/gin-contrib/cors.DefaultConfig", Signature: "func() Config", CORS: &CORS{Base: true}},
	{Symbol: "github.com/itsjamie/gin-cors.Middleware", Signature: "func(config Config) gin.HandlerFunc",
		CORS: &CORS{Config: Arg0, Fields: CORSFields{Origins: "Origins", Credentials: "Credentials"}, Reflects: true}},
	{Symbol: "github.com/hertz-contrib/cors.New", Signature: "func(config Config) app.HandlerFunc",
		CORS: &CORS{Config: Arg0, Fields: hertzFields, Union: true}},
	{Symbol: "github.com/hertz-contrib/cors.Default", Signature: "func() app.HandlerFunc", CORS: &CORS{All: true}},
	{Symbol: "github.com/hertz-contrib/cors.DefaultConfig", Signature: "func() Config", CORS: &CORS{Base: true}},

	{Symbol: "github.com/iris-contrib/middleware/cors.New", Signature: "func(opts Options) context.Handler",
		CORS: &CORS{Config: Arg0, Fields: chiFields, Default: true, Patterns: true}},
	{Symbol: "github.com/iris-contrib/middleware/cors.{Default,AllowAll}", Signature: "func() context.Handler", CORS: &CORS{All: true}},
	{Symbol: "github.com/beego/beego/v2/server/web/filter/cors.Allow", Signature: "func(opts *Options) web.FilterFunc",
		CORS: &CORS{Config: Arg0, Fields: CORSFields{Origins: "AllowOrigins", All: "AllowAllOrigins", Credentials: "AllowCredentials"}, Patterns: true}},
	{Symbol: "github.com/jub0bs/cors.NewMiddleware", Signature: "func(cfg Config) (*Middleware, error)",
		CORS: &CORS{Config: Arg0, Fields: CORSFields{Origins: "Origins", Credentials: "Credentialed"}}},

	{Symbol: "github.com/labstack/echo/v4/middleware.CORS", Signature: "func() echo.MiddlewareFunc", CORS: &CORS{All: true}},
	{Symbol: "github.com/labstack/echo/v4/middleware.CORSWithConfig", Signature: "func(config CORSConfig) echo.MiddlewareFunc",
		CORS: &CORS{Config: Arg0, Fields: echo4Fields, Default: true, Patterns: true}},
	{Symbol: "github.com/labstack/echo/v4/middleware.DefaultCORSConfig", Signature: "var CORSConfig", CORS: &CORS{Base: true}},
	{Symbol: "github.com/labstack/echo/v5/middleware.CORS", Signature: "func(allowOrigins ...string) echo.MiddlewareFunc",
		CORS: &CORS{Origins: Arg0}},
	{Symbol: "github.com/labstack/echo/v5/middleware.CORSWithConfig", Signature: "func(config CORSConfig) echo.MiddlewareFunc",
		CORS: &CORS{Config: Arg0, Fields: echo5Fields}},

	{Symbol: "github.com/gofiber/fiber/v2/middleware/cors.New", Signature: "func(config ...Config) fiber.Handler",
		CORS: &CORS{Config: Arg0, Fields: fiberFields, Default: true, Union: true}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/cors.ConfigDefault", Signature: "var Config", CORS: &CORS{Base: true}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/cors.New", Signature: "func(config ...Config) fiber.Handler",
		CORS: &CORS{Config: Arg0, Fields: fiberFields, Default: true, Union: true}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/cors.ConfigDefault", Signature: "var Config", CORS: &CORS{Base: true}},

	{Symbol: "github.com/zeromicro/go-zero/rest.WithCors", Signature: "func(origin ...string) RunOption",
		CORS: &CORS{Origins: Arg0, Default: true}},
	{Symbol: "github.com/zeromicro/go-zero/rest.WithCustomCors",
		Signature: "func(middlewareFn func(header http.Header), notAllowedFn func(http.ResponseWriter), origin ...string) RunOption",
		CORS:      &CORS{Origins: Arg2, Default: true}},

	{Symbol: "github.com/improbable-eng/grpc-web/go/grpcweb.WithOriginFunc", Signature: "func(originFunc func(origin string) bool) Option",
		CORS: &CORS{Decide: Arg0, Credentials: true}},

	{Symbol: "(net/http.Header).{Set,Add}", Signature: "func(key, value string)", CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(net/textproto.MIMEHeader).{Set,Add}", Signature: "func(key, value string)", CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).Header", Signature: "func(key, value string)", CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Set", Signature: "func(key, val string)", CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Append", Signature: "func(field string, values ...string)",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(github.com/gofiber/fiber/v3.{Ctx,Res}).Set", Signature: "func(key, val string)", CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(github.com/gofiber/fiber/v3.{Ctx,Res}).Append", Signature: "func(field string, values ...string)",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Header", Signature: "func(key, value string)",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/protocol.ResponseHeader).{Set,Add,SetCanonical}", Signature: "func(key, value string)",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/kataras/iris/v12/context.Context).Header", Signature: "func(name, value string)",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(github.com/emicklei/go-restful/v3.Response).AddHeader", Signature: "func(header, value string) Response",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
	{Symbol: "(*github.com/valyala/fasthttp.ResponseHeader).{Set,Add,SetCanonical}", Signature: "func(key, value string)",
		CORS: &CORS{Key: Arg0, Value: Arg1}},
}
