package knowledge

// AccessLog says that a function makes, or is, a middleware which logs the address of every request with its query.
type AccessLog struct {
	// Config is a struct that may change what is logged; None: nothing does.
	Config Arg
	// Format is the field of Config that holds the line's format. The address is written if the format has one of Marks; if it
	// is empty, the address is written if Standard is set.
	Format   string
	Marks    []string
	Standard bool
	// Named are the beginnings of marks that write a header or cookie and end with its name and a brace.
	Named []string
	// Line is a function that makes the line, or the field of Config that holds one: what it returns is logged instead.
	Line      Arg
	LineField string
	// Omits is the boolean field of Config that leaves the query out.
	Omits string
}

// accessLogs are the access logs of libraries. Those that leave the query out are not listed.
var accessLogs = []Entry{
	{Symbol: "github.com/gin-gonic/gin.{Default,Logger}", Signature: "func() HandlerFunc", AccessLog: &AccessLog{Standard: true}},
	{Symbol: "github.com/gin-gonic/gin.LoggerWithWriter", Signature: "func(out io.Writer, notlogged ...string) HandlerFunc",
		AccessLog: &AccessLog{Standard: true}},
	{Symbol: "github.com/gin-gonic/gin.LoggerWithFormatter", Signature: "func(f LogFormatter) HandlerFunc", AccessLog: &AccessLog{Line: Arg0}},
	{Symbol: "github.com/gin-gonic/gin.LoggerWithConfig", Signature: "func(conf LoggerConfig) HandlerFunc",
		AccessLog: &AccessLog{Config: Arg0, LineField: "Formatter", Omits: "SkipQueryString", Standard: true}},
	{Symbol: "github.com/go-chi/chi/v5/middleware.Logger", Signature: "func(next http.Handler) http.Handler", AccessLog: &AccessLog{Standard: true}},
	{Symbol: "github.com/go-chi/httplog/v2.{RequestLogger,Handler}",
		Signature: "func(logger *Logger, optSkipPaths ...[]string) func(next http.Handler) http.Handler", AccessLog: &AccessLog{Standard: true}},
	{Symbol: "github.com/labstack/echo/v4/middleware.Logger", Signature: "func() echo.MiddlewareFunc", AccessLog: &AccessLog{Standard: true}},
	{Symbol: "github.com/labstack/echo/v4/middleware.LoggerWithConfig", Signature: "func(config LoggerConfig) echo.MiddlewareFunc",
		AccessLog: &AccessLog{Config: Arg0, Format: "Format", Marks: []string{"${uri}", "${query:"}, Standard: true,
			Named: []string{"${header:", "${cookie:"}}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/logger.New", Signature: "func(config ...Config) fiber.Handler",
		AccessLog: &AccessLog{Config: Arg0, Format: "Format", Marks: []string{"${url}", "${queryParams}"},
			Named: []string{"${reqHeader:", "${header:", "${cookie:"}}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/logger.New", Signature: "func(config ...Config) fiber.Handler",
		AccessLog: &AccessLog{Config: Arg0, Format: "Format", Marks: []string{"${url}", "${queryParams}"},
			Named: []string{"${reqHeader:", "${header:", "${cookie:"}}},
	{Symbol: "github.com/gorilla/handlers.{LoggingHandler,CombinedLoggingHandler}", Signature: "func(out io.Writer, h http.Handler) http.Handler",
		AccessLog: &AccessLog{Standard: true}},
}

// addresses are the fields of library types that hold the address of a request with its query, for formatters of access logs.
var addresses = map[string]bool{
	"github.com/gin-gonic/gin.LogFormatterParams.Path": true, "github.com/labstack/echo/v4/middleware.RequestLoggerValues.URI": true,
	"github.com/labstack/echo/v5/middleware.RequestLoggerValues.URI": true, "github.com/gorilla/handlers.LogFormatterParams.URL": true,
}

// IsAddress reports whether the field called symbol holds the address of a request with its query.
func IsAddress(symbol string) bool { return addresses[symbol] }
