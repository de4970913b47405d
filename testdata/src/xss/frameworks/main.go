// Command frameworks writes request values into answers through several routers.
package main

import (
	"html"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

func ginData(c *gin.Context) {
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte("<p>"+c.Query("q")+"</p>")) // want xss "query parameter q"
}

func ginPlain(c *gin.Context) {
	c.Data(http.StatusOK, "text/plain", []byte("<p>"+c.Query("q")+"</p>")) // ok: declared as plain text
}

func ginString(c *gin.Context) {
	c.String(http.StatusOK, "<p>%s</p>", c.Query("q")) // ok: sent as plain text
}

func ginTemplate(c *gin.Context) {
	c.HTML(http.StatusOK, "page", gin.H{"q": c.Query("q")}) // ok: the template escapes
}

func echoHTML(c echo.Context) error {
	return c.HTML(http.StatusOK, "<b>"+c.Param("name")+"</b>") // want xss "path parameter name"
}

func echoEscaped(c echo.Context) error {
	return c.HTML(http.StatusOK, "<b>"+html.EscapeString(c.Param("name"))+"</b>") // ok: escaped
}

func echoString(c echo.Context) error {
	return c.String(http.StatusOK, "<b>"+c.Param("name")+"</b>") // ok: sent as plain text
}

func echo5HTML(c *echo5.Context) error {
	return c.HTML(http.StatusOK, "<b>"+c.QueryParam("name")+"</b>") // want xss "query parameter name"
}

func echo5Blob(c *echo5.Context) error {
	return c.Blob(http.StatusOK, "application/json", []byte(`{"name":"`+c.QueryParam("name")+`"}`)) // ok: declared as JSON
}

func fiberHTML(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTML)
	return c.SendString("<b>" + c.Query("name") + "</b>") // want xss "query parameter name"
}

func fiberType(c *fiber.Ctx) error {
	return c.Type("html").SendString("<b>" + c.Query("name") + "</b>") // want xss "query parameter name"
}

func fiberString(c *fiber.Ctx) error {
	return c.SendString("<b>" + c.Query("name") + "</b>") // ok: sent as plain text
}

func fiber3HTML(c fiber3.Ctx) error {
	c.Set(fiber3.HeaderContentType, "text/html")
	return c.SendString("<b>" + c.Query("name") + "</b>") // want xss "query parameter name"
}

func fiber3String(c fiber3.Ctx) error {
	return c.SendString("<b>" + c.Query("name") + "</b>") // ok: sent as plain text
}

func main() {
	g := gin.New()
	g.GET("/data", ginData)
	g.GET("/plain", ginPlain)
	g.GET("/string", ginString)
	g.GET("/template", ginTemplate)
	e := echo.New()
	e.GET("/html/:name", echoHTML)
	e.GET("/escaped/:name", echoEscaped)
	e.GET("/string/:name", echoString)
	e5 := echo5.New()
	e5.GET("/html", echo5HTML)
	e5.GET("/blob", echo5Blob)
	f := fiber.New()
	f.Get("/html", fiberHTML)
	f.Get("/type", fiberType)
	f.Get("/string", fiberString)
	f3 := fiber3.New()
	f3.Get("/html", fiber3HTML)
	f3.Get("/string", fiber3String)
	go func() { log.Fatal(e.Start(":8081")) }()
	go func() { log.Fatal(e5.Start(":8082")) }()
	go func() { log.Fatal(f.Listen(":8083")) }()
	go func() { log.Fatal(f3.Listen(":8084")) }()
	log.Fatal(g.Run(":8080"))
}
