// Command frameworkloggers logs requests with what frameworks bring along.
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func ginServer() *gin.Engine {
	r := gin.New()
	r.GET("/a", gin.Logger()) // ok: gin logs no header
	r.GET("/b", gin.LoggerWithFormatter(func(p gin.LogFormatterParams) string {
		return fmt.Sprintf("%s %s %d\n", p.TimeStamp.Format(time.RFC3339), p.Path, p.StatusCode) // ok: no secret
	}))
	r.POST("/c", func(c *gin.Context) {
		log.Printf("form: %v", c.PostForm("password"))                                  // want secretlog
		log.Printf("cookie: %v", must(c.Cookie("session")))                             // want secretlog
		fmt.Fprintln(gin.DefaultWriter, "authorization:", c.GetHeader("Authorization")) // want secretlog
		log.Printf("client: %s %s", c.ClientIP(), c.ContentType())                      // ok: no secret
		c.Status(http.StatusNoContent)
	})
	return r
}

func must(value string, err error) string {
	if err != nil {
		return ""
	}
	return value
}

func echoServer() *echo.Echo {
	e := echo.New()
	e.Use(middleware.Logger()) // ok: echo logs no header
	e.Use(middleware.BasicAuth(func(given, proof string, c echo.Context) (bool, error) {
		c.Logger().Infof("%s signs in", given)       // ok: the user's name
		c.Logger().Infof("%s with %s", given, proof) // want secretlog `Infof`
		return false, nil
	}))
	e.POST("/a", func(c echo.Context) error {
		c.Logger().Infof("token %s", c.Request().Header.Get("X-Auth-Token")) // want secretlog
		c.Logger().Info("login of ", c.FormValue("user"))                    // ok: the name of a user
		c.Logger().Debugj(map[string]any{"path": c.Path()})                  // ok: the path
		return c.NoContent(http.StatusNoContent)
	})
	e.POST("/b", func(c echo.Context) error {
		c.Logger().Warnj(map[string]any{"password": c.FormValue("password")}) // want secretlog
		c.Logger().Warn("no password given: ", c.FormValue("password") == "") // ok: only whether there is one
		return c.NoContent(http.StatusNoContent)
	})
	return e
}

func main() {
	go func() { log.Fatal(echoServer().Start(":8081")) }()
	log.Fatal(ginServer().Run(":8080"))
}
