package knowledge

// Pass says how a function moves a request along its chain of middleware and handlers, or what it hands out of a request.
type Pass struct {
	Do   Step
	Of   Arg // the request, context or exchange that it acts on
	With Arg // what it puts in: a context, a request
}

// Step is what a Pass does.
type Step string

// The steps.
const (
	Next       Step = "next"        // runs what comes after the present middleware
	Abort      Step = "abort"       // what comes after the present middleware will not run
	Aborted    Step = "aborted"     // reports whether Abort was called
	TheRequest Step = "request"     // returns the *http.Request of an exchange
	TheContext Step = "context"     // returns the context.Context of a request or exchange
	SetRequest Step = "set-request" // replaces the request of an exchange
	SetContext Step = "set-context" // replaces the context of an exchange
	WithCtx    Step = "with"        // returns a copy of a request that has another context
	Derive     Step = "derive"      // returns a context, exchange or request that stands for the one given
	ThePath    Step = "path"        // returns the path of the request
	TheMethod  Step = "method"      // returns the method of the request
	ThePattern Step = "pattern"     // returns the pattern of the route
	TheSpec    Step = "spec"        // returns a pointer to what the route was described by
	Around     Step = "around"      // returns the function With behind the middleware that the router keeps for handlers to call
)

// passes lists how libraries move requests along.
var passes = []Entry{
	{Symbol: "(*github.com/gin-gonic/gin.Context).Next", Signature: "func()", Pass: &Pass{Do: Next, Of: Recv}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).Abort", Signature: "func()", Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).AbortWithStatus", Signature: "func(code int)", Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).{AbortWithStatusJSON,AbortWithStatusPureJSON}", Signature: "func(code int, jsonObj any)", Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).AbortWithError", Signature: "func(code int, err error) *gin.Error", Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).IsAborted", Signature: "func() bool", Pass: &Pass{Do: Aborted, Of: Recv}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).Copy", Signature: "func() *gin.Context", Pass: &Pass{Do: Derive, Of: Recv}},

	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).{Next,RestartRouting}", Signature: "func() error", Pass: &Pass{Do: Next, Of: Recv}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).UserContext", Signature: "func() context.Context", Pass: &Pass{Do: TheContext, Of: Recv}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Context", Signature: "func() *fasthttp.RequestCtx", Pass: &Pass{Do: TheContext, Of: Recv}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).SetUserContext", Signature: "func(ctx context.Context)", Pass: &Pass{Do: SetContext, Of: Recv, With: Arg0}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).Next", Signature: "func() error", Pass: &Pass{Do: Next, Of: Recv}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).Context", Signature: "func() context.Context", Pass: &Pass{Do: TheContext, Of: Recv}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).SetContext", Signature: "func(ctx context.Context)", Pass: &Pass{Do: SetContext, Of: Recv, With: Arg0}},

	{Symbol: "(github.com/labstack/echo/v4.Context).Request", Signature: "func() *http.Request", Pass: &Pass{Do: TheRequest, Of: Recv}},
	{Symbol: "(github.com/labstack/echo/v4.Context).SetRequest", Signature: "func(r *http.Request)", Pass: &Pass{Do: SetRequest, Of: Recv, With: Arg0}},
	{Symbol: "(*github.com/labstack/echo/v5.Context).Request", Signature: "func() *http.Request", Pass: &Pass{Do: TheRequest, Of: Recv}},
	{Symbol: "(*github.com/labstack/echo/v5.Context).SetRequest", Signature: "func(r *http.Request)", Pass: &Pass{Do: SetRequest, Of: Recv, With: Arg0}},

	{Symbol: "(*github.com/emicklei/go-restful/v3.FilterChain).ProcessFilter", Signature: "func(request *Request, response *Response)",
		Pass: &Pass{Do: Next, Of: Arg0}},
	{Symbol: "(github.com/emicklei/go-restful/v3.Request).SelectedRoutePath", Signature: "func() string", Pass: &Pass{Do: ThePattern, Of: Recv}},

	{Symbol: "(*github.com/gin-gonic/gin.Context).FullPath", Signature: "func() string", Pass: &Pass{Do: ThePattern, Of: Recv}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Path", Signature: "func(override ...string) string", Pass: &Pass{Do: ThePath, Of: Recv}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).OriginalURL", Signature: "func() string", Pass: &Pass{Do: ThePath, Of: Recv}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Method", Signature: "func(override ...string) string", Pass: &Pass{Do: TheMethod, Of: Recv}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).Path", Signature: "func(override ...string) string", Pass: &Pass{Do: ThePath, Of: Recv}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).Method", Signature: "func(override ...string) string", Pass: &Pass{Do: TheMethod, Of: Recv}},
	{Symbol: "(github.com/labstack/echo/v4.Context).Path", Signature: "func() string", Pass: &Pass{Do: ThePattern, Of: Recv}},
	{Symbol: "(*github.com/labstack/echo/v5.Context).Path", Signature: "func() string", Pass: &Pass{Do: ThePattern, Of: Recv}},
	{Symbol: "(*github.com/gorilla/mux.Route).GetPathTemplate", Signature: "func() (string, error)", Pass: &Pass{Do: ThePattern, Of: Recv}},
	{Symbol: "(*github.com/go-chi/chi/v5.Context).RoutePattern", Signature: "func() string", Pass: &Pass{Do: ThePattern, Of: Recv}},

	{Symbol: "(*net/http.Request).Context", Signature: "func() context.Context", Pass: &Pass{Do: TheContext, Of: Recv}},
	{Symbol: "(*net/http.Request).{WithContext,Clone}", Signature: "func(ctx context.Context) *http.Request", Pass: &Pass{Do: WithCtx, Of: Recv, With: Arg0}},
	{Symbol: "(google.golang.org/grpc.ServerStream).Context", Signature: "func() context.Context", Pass: &Pass{Do: TheContext, Of: Recv}},
	{Symbol: "context.{WithCancel,WithCancelCause}", Signature: "func(parent context.Context) (ctx context.Context, cancel context.CancelFunc)", Pass: &Pass{Do: Derive, Of: Arg0}},
	{Symbol: "context.WithTimeout", Signature: "func(parent context.Context, timeout time.Duration) (context.Context, context.CancelFunc)", Pass: &Pass{Do: Derive, Of: Arg0}},
	{Symbol: "context.WithDeadline", Signature: "func(parent context.Context, d time.Time) (context.Context, context.CancelFunc)", Pass: &Pass{Do: Derive, Of: Arg0}},
	{Symbol: "context.WithoutCancel", Signature: "func(parent context.Context) context.Context", Pass: &Pass{Do: Derive, Of: Arg0}},
}
