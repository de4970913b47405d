// Command requestdump writes whole requests, headers and settings to logs.
package main

import (
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/sirupsen/logrus"
)

type settings struct {
	Addr  string
	Store store
}

type store struct {
	Host     string
	Password string
}

// hidden is a password that never shows itself.
type hidden string

func (hidden) String() string   { return "***" }
func (hidden) GoString() string { return "***" }

type safeSettings struct {
	Addr     string
	Password hidden
}

func dumps(w http.ResponseWriter, r *http.Request) {
	dump, err := httputil.DumpRequest(r, false)
	if err != nil {
		return
	}
	log.Printf("%s", dump)                                        // want secretlog `Authorization`
	slog.Debug("request", "dump", string(dump))                   // want secretlog `Authorization`
	log.Printf("%d bytes", len(dump))                             // ok: a length
	log.Printf("headers: %v", r.Header)                           // want secretlog `header`
	logrus.WithField("headers", r.Header).Info("request")         // want secretlog `header`
	log.Printf("agent: %v", r.Header["User-Agent"])               // ok: a harmless header
	log.Printf("%+v", r)                                          // want secretlog `Authorization`
	log.Printf("%s %s %d", r.Method, r.URL.Path, r.ContentLength) // ok: harmless parts
	log.Printf("cookies: %v", r.Cookies())                        // want secretlog `cookie`
	clean := r.Header.Clone()
	clean.Del("Authorization")
	clean.Del("Cookie")
	slog.Info("request", "headers", clean) // ok: the credentials are deleted
}

func ginDump(c *gin.Context) {
	logrus.Infof("%v", c.Request.Header)            // want secretlog `header`
	logrus.Infof("%v", c.GetHeader("X-Request-Id")) // ok: a harmless header
}

func echoDump(c echo.Context) error {
	c.Logger().Infof("%v", c.Request().Header)                   // want secretlog `header`
	c.Logger().Infof("%v", c.Request().Header.Get("X-Trace-Id")) // ok: a harmless header
	return nil
}

func fiberDump(c *fiber.Ctx) error {
	log.Println(c.GetReqHeaders())                   // want secretlog `header`
	log.Println(c.Get(fiber.HeaderAuthorization))    // want secretlog `Authorization`
	log.Println(c.Get(fiber.HeaderAccept), c.Path()) // ok: harmless parts
	return nil
}

func main() {
	s := settings{Addr: os.Getenv("ADDR"), Store: store{Host: os.Getenv("DB_HOST"), Password: os.Getenv("DB_PASSWORD")}}
	log.Printf("settings: %+v", s)                                    // want secretlog `Store.Password`
	fmt.Printf("settings: %#v\n", &s)                                 // want secretlog `Store.Password`
	slog.Info("start", "settings", s)                                 // want secretlog `Store.Password`
	log.Printf("addr: %s", s.Addr)                                    // ok: another field
	log.Printf("host: %+v", s.Store.Host)                             // ok: another field
	log.Printf("%+v", safeSettings{s.Addr, hidden(s.Store.Password)}) // ok: it hides itself

	http.HandleFunc("GET /dump", dumps)
	r := gin.New()
	r.GET("/dump", ginDump)
	e := echo.New()
	e.GET("/dump", echoDump)
	app := fiber.New()
	app.Get("/dump", fiberDump)
	go func() { log.Fatal(app.Listen(":8083")) }()
	go func() { log.Fatal(e.Start(":8082")) }()
	go func() { log.Fatal(r.Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", nil))
}
