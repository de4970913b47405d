// Command frameworks asks hosts that come in through several routers.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/proxy"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

const api = "https://api.example.com"

type webhook struct {
	URL  string `json:"url" binding:"required,url"`
	Kind string `json:"kind" binding:"oneof=push pull"`
}

func ginHook(c *gin.Context) {
	var in webhook
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	resp, err := http.Post(in.URL, "application/json", nil) // want ssrf "body parameter URL"
	if err == nil {
		_ = resp.Body.Close()
	}
}

func ginKind(c *gin.Context) {
	var in webhook
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	resp, err := http.Get("https://" + in.Kind + ".example.com/" + c.Param("id")) // ok: the tag allows two values
	if err == nil {
		_ = resp.Body.Close()
	}
}

// notifier stores whom to call.
type notifier struct{ client *http.Client }

func (n *notifier) notify(target, event string) error {
	resp, err := n.client.Get(target + "?event=" + event)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type sender interface {
	notify(target, event string) error
}

type service struct{ sender }

func (s *service) echoNotify(c echo.Context) error {
	if err := s.notify(c.QueryParam("target"), "ping"); err != nil { // want ssrf "query parameter target"
		return echo.NewHTTPError(http.StatusBadGateway, "not delivered")
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *service) echoEvent(c echo.Context) error {
	if err := s.notify(os.Getenv("HOOK_URL"), c.QueryParam("event")); err != nil { // ok: only the query
		return echo.NewHTTPError(http.StatusBadGateway, "not delivered")
	}
	return c.NoContent(http.StatusNoContent)
}

func echo5Fetch(c *echo5.Context) error {
	resp, err := http.Get(c.QueryParam("url")) // want ssrf "query parameter url"
	if err != nil {
		return echo5.NewHTTPError(http.StatusBadGateway, "no answer")
	}
	defer resp.Body.Close()
	return c.NoContent(http.StatusNoContent)
}

func echo5User(c *echo5.Context) error {
	resp, err := http.Get(fmt.Sprintf("%s/users/%s", api, c.Param("id"))) // ok: the host is constant
	if err != nil {
		return echo5.NewHTTPError(http.StatusBadGateway, "no answer")
	}
	defer resp.Body.Close()
	return c.NoContent(http.StatusNoContent)
}

func fiberProxy(c *fiber.Ctx) error {
	return proxy.Do(c, c.Query("url")) // want ssrf "query parameter url"
}

func fiberFixed(c *fiber.Ctx) error {
	return proxy.Do(c, api+"/files/"+c.Params("name")) // ok: the host is constant
}

func fiberRegion(c *fiber.Ctx) error {
	region := c.Params("region")
	if !slices.Contains([]string{"eu", "us"}, region) {
		return fiber.NewError(fiber.StatusBadRequest, "no such region")
	}
	return proxy.Do(c, "https://"+region+".example.com/") // ok: one of two
}

func fiber3Fetch(c fiber3.Ctx) error {
	resp, err := http.Get(c.Query("url")) // want ssrf "query parameter url"
	if err != nil {
		return fiber3.NewError(fiber3.StatusBadGateway, "no answer")
	}
	return resp.Body.Close()
}

func fiber3Search(c fiber3.Ctx) error {
	resp, err := http.Get(api + "/search?q=" + c.Query("q")) // ok: the host is constant
	if err != nil {
		return fiber3.NewError(fiber3.StatusBadGateway, "no answer")
	}
	return resp.Body.Close()
}

func main() {
	g := gin.New()
	g.POST("/hook", ginHook)
	g.POST("/kind/:id", ginKind)
	s := &service{&notifier{http.DefaultClient}}
	e := echo.New()
	e.GET("/notify", s.echoNotify)
	e.GET("/event", s.echoEvent)
	e5 := echo5.New()
	e5.GET("/fetch", echo5Fetch)
	e5.GET("/users/:id", echo5User)
	f := fiber.New()
	f.Get("/proxy", fiberProxy)
	f.Get("/files/:name", fiberFixed)
	f.Get("/region/:region", fiberRegion)
	f3 := fiber3.New()
	f3.Get("/fetch", fiber3Fetch)
	f3.Get("/search", fiber3Search)
	go func() { log.Fatal(e.Start(":8081")) }()
	go func() { log.Fatal(e5.Start(":8082")) }()
	go func() { log.Fatal(f.Listen(":8083")) }()
	go func() { log.Fatal(f3.Listen(":8084")) }()
	log.Fatal(g.Run(":8080"))
}
