// Command accesslog takes a token from the query, for web sockets, and writes addresses to logs.
package main

import (
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"regexp"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gofiber/fiber/v2"
	fiberlog "github.com/gofiber/fiber/v2/middleware/logger"
	"github.com/gorilla/handlers"
	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"
)

var tokens = map[string]bool{}

func socket(w http.ResponseWriter, r *http.Request) {
	if !tokens[r.URL.Query().Get("access_token")] {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func ownLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Printf("%s %s", r.Method, r.RequestURI)                                     // want secretlog `access_token`
		slog.Info("request", "url", r.URL.String())                                     // want secretlog `access_token`
		slog.Info("request", "query", r.URL.RawQuery)                                   // want secretlog `access_token`
		slog.Info("request", "path", r.URL.Path, "host", r.Host)                        // ok: without the query
		slog.Info("request", "page", r.URL.Query().Get("page"))                         // ok: another parameter
		slog.Info("request", "hasToken", r.URL.Query().Has("access_token"))             // ok: whether there is one
		slog.Info("request", "url", withoutQuery(r))                                    // ok: the query is cut off
		slog.Info("request", "url", secrets.ReplaceAllString(r.URL.String(), "$1=***")) // ok: masked
		next.ServeHTTP(w, r)
	})
}

var secrets = regexp.MustCompile(`(access_token)=[^&]*`)

func withoutQuery(r *http.Request) string {
	u := *r.URL
	u.RawQuery = ""
	return u.String()
}

// transport logs the requests that the program itself sends.
type transport struct{ next http.RoundTripper }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	log.Printf("%s %s", r.Method, r.URL) // ok: no client's request
	return t.next.RoundTrip(r)
}

func ginServers() {
	r := gin.New()
	r.Use(gin.Logger())                                                         // want secretlog `access_token.*gin.Logger`
	r.Use(gin.LoggerWithConfig(gin.LoggerConfig{SkipPaths: []string{"/live"}})) // want secretlog
	r.Use(gin.LoggerWithConfig(gin.LoggerConfig{SkipQueryString: true}))        // ok: without the query
	r.Use(gin.LoggerWithFormatter(masked))                                      // ok: the token is masked
	r.Use(gin.LoggerWithFormatter(open))                                        // want secretlog `LoggerWithFormatter`
	r.Use(gin.LoggerWithConfig(gin.LoggerConfig{Formatter: masked}))            // ok: the token is masked
	r.Use(gin.LoggerWithConfig(gin.LoggerConfig{Formatter: open}))              // want secretlog
	r.GET("/socket", gin.WrapF(socket))
	other := gin.Default() // want secretlog `gin.Default`
	other.GET("/socket", gin.WrapF(socket))
	go func() { log.Fatal(other.Run(":8081")) }()
	log.Fatal(r.Run(":8080"))
}

func masked(p gin.LogFormatterParams) string {
	return fmt.Sprintf("%s %s %d\n", p.Method, secrets.ReplaceAllString(p.Path, "$1=***"), p.StatusCode)
}

func open(p gin.LogFormatterParams) string {
	return fmt.Sprintf("%s %s %d\n", p.Method, p.Path, p.StatusCode)
}

func chiServer() {
	r := chi.NewRouter()
	r.Use(chimw.Logger) // want secretlog `middleware.Logger`
	r.Use(chimw.RequestID, chimw.Recoverer)
	r.Get("/socket", socket)
	log.Fatal(http.ListenAndServe(":8082", ownLog(r)))
}

func echoServer() {
	e := echo.New()
	e.Use(echomw.Logger())                                                             // want secretlog `middleware.Logger`
	e.Use(echomw.LoggerWithConfig(echomw.LoggerConfig{Format: "${method} ${uri}\n"}))  // want secretlog
	e.Use(echomw.LoggerWithConfig(echomw.LoggerConfig{Format: "${method} ${path}\n"})) // ok: the path alone
	e.Use(echomw.RequestLoggerWithConfig(echomw.RequestLoggerConfig{
		LogURI: true, LogURIPath: true,
		LogValuesFunc: func(c echo.Context, v echomw.RequestLoggerValues) error {
			slog.Info("request", "path", v.URIPath) // ok: the path alone
			slog.Info("request", "uri", v.URI)      // want secretlog `access_token`
			return nil
		},
	}))
	log.Fatal(e.Start(":8083"))
}

func fiberServer() {
	app := fiber.New()
	app.Use(fiberlog.New())                                                             // ok: the path alone
	app.Use(fiberlog.New(fiberlog.Config{Format: "${method} ${path} ${status}"}))       // ok: the path alone
	app.Use(fiberlog.New(fiberlog.Config{Format: "${method} ${url} ${status}"}))        // want secretlog `logger.New`
	app.Use(fiberlog.New(fiberlog.Config{Format: "${path} ${reqHeader:X-Request-Id}"})) // ok: no credential
	log.Fatal(app.Listen(":8084"))
}

func gorillaServer() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /socket", socket)
	log.Fatal(http.ListenAndServe(":8085", handlers.CombinedLoggingHandler(os.Stdout, mux))) // want secretlog `CombinedLoggingHandler`
}

func main() {
	http.DefaultClient.Transport = transport{http.DefaultTransport}
	go chiServer()
	go echoServer()
	go fiberServer()
	go gorillaServer()
	ginServers()
}
