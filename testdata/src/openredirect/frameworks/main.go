// Command frameworks redirects through several routers.
package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	"golang.org/x/oauth2"
)

func ginNext(c *gin.Context) {
	c.Redirect(http.StatusFound, c.Query("next")) // want openredirect "query parameter next"
}

func ginHeader(c *gin.Context) {
	c.Header("Location", c.DefaultQuery("next", "/")) // want openredirect "query parameter next"
	c.Status(http.StatusFound)
}

func ginOrder(c *gin.Context) {
	c.Redirect(http.StatusFound, "/orders/"+c.Param("id")) // ok: a path of the site
}

func ginHeaderFixed(c *gin.Context) {
	c.Header("X-Next", c.Query("next")) // ok: another header
	c.Header("Location", "/orders")     // ok: a constant
	c.Status(http.StatusFound)
}

func echoNext(c echo.Context) error {
	return c.Redirect(http.StatusFound, c.QueryParam("next")) // want openredirect "query parameter next"
}

func echoChecked(c echo.Context) error {
	next := c.QueryParam("next")
	if !strings.HasPrefix(next, "/app/") {
		next = "/app/"
	}
	return c.Redirect(http.StatusFound, next) // ok: a path of the site
}

func echo5Next(c *echo5.Context) error {
	return c.Redirect(http.StatusFound, c.FormValue("next")) // want openredirect "form parameter next"
}

func echo5Search(c *echo5.Context) error {
	return c.Redirect(http.StatusFound, "/search?q="+c.QueryParam("q")) // ok: a path of the site
}

func fiberNext(c *fiber.Ctx) error {
	return c.Redirect(c.Query("next")) // want openredirect "query parameter next"
}

func fiberBack(c *fiber.Ctx) error {
	return c.Redirect(os.Getenv("FRONTEND") + "/?error=" + c.Query("error")) // ok: the host is configured
}

func fiber3Next(c fiber3.Ctx) error {
	return c.Redirect().To(c.Query("next")) // want openredirect "query parameter next"
}

func fiber3Home(c fiber3.Ctx) error {
	return c.Redirect().To("/home?from=" + c.Query("from")) // ok: a path of the site
}

func chiNext(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, chi.URLParam(r, "*"), http.StatusFound) // want openredirect "path parameter"
}

var config = &oauth2.Config{ClientID: os.Getenv("CLIENT_ID")}

func chiSignIn(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, config.AuthCodeURL(r.FormValue("state")), http.StatusFound) // ok: the provider is configured
}

func main() {
	g := gin.New()
	g.GET("/next", ginNext)
	g.GET("/header", ginHeader)
	g.GET("/order/:id", ginOrder)
	g.GET("/fixed", ginHeaderFixed)
	e := echo.New()
	e.GET("/next", echoNext)
	e.GET("/checked", echoChecked)
	e5 := echo5.New()
	e5.GET("/next", echo5Next)
	e5.GET("/search", echo5Search)
	f := fiber.New()
	f.Get("/next", fiberNext)
	f.Get("/back", fiberBack)
	f3 := fiber3.New()
	f3.Get("/next", fiber3Next)
	f3.Get("/home", fiber3Home)
	r := chi.NewRouter()
	r.Get("/next/*", chiNext)
	r.Get("/signin", chiSignIn)
	go func() { log.Fatal(e.Start(":8081")) }()
	go func() { log.Fatal(e5.Start(":8082")) }()
	go func() { log.Fatal(f.Listen(":8083")) }()
	go func() { log.Fatal(f3.Listen(":8084")) }()
	go func() { log.Fatal(http.ListenAndServe(":8085", r)) }()
	log.Fatal(g.Run(":8080"))
}
