// Command hertz guards what hertz routes.
package main

import (
	"context"
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/middlewares/server/basic_auth"
	"github.com/cloudwego/hertz/pkg/app/server"
)

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(ctx context.Context, c *app.RequestContext) {
	if name, err := a.store.Caller(ctx, string(c.GetHeader("X-Token"))); err == nil {
		c.Set("caller", name)
	}
	c.Next(ctx)
}

// demand refuses whom identify did not know.
func demand(_ context.Context, c *app.RequestContext) {
	if _, ok := c.Get("caller"); !ok {
		c.AbortWithStatusJSON(http.StatusUnauthorized, map[string]string{"error": "who are you?"})
	}
}

// aborts writes a refusal first and aborts then.
func aborts(_ context.Context, c *app.RequestContext) {
	if c.GetString("caller") == "" {
		c.String(http.StatusForbidden, "who are you?")
		c.Abort()
	}
}

// goesOn writes a refusal and does not abort.
func goesOn(ctx context.Context, c *app.RequestContext) {
	if c.GetString("caller") == "" {
		c.String(http.StatusUnauthorized, "who are you?")
		return
	}
	c.Next(ctx)
}

// except leaves requests below a prefix alone.
func except(prefix string) app.HandlerFunc {
	return func(ctx context.Context, c *app.RequestContext) {
		if strings.HasPrefix(string(c.Path()), prefix) {
			c.Next(ctx)
			return
		}
		demand(ctx, c)
	}
}

func (a *api) orders(ctx context.Context, c *app.RequestContext) {
	text, err := a.store.Orders(ctx)
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, map[string]string{"orders": text, "for": c.GetString("caller")})
}

func (a *api) plain(ctx context.Context, c *app.RequestContext) {
	text, err := a.store.Orders(ctx)
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.String(http.StatusOK, text)
}

// own demands a caller itself.
func (a *api) own(ctx context.Context, c *app.RequestContext) {
	if _, err := a.store.Caller(ctx, c.Request.Header.Get("X-Token")); err != nil {
		c.SetStatusCode(http.StatusUnauthorized)
		return
	}
	a.plain(ctx, c)
}

func (a *api) server() *server.Hertz {
	h := server.New()
	h.GET("/before", a.plain) // a later Use does not cover it
	h.Use(a.identify)
	h.GET("/open", a.orders)
	h.GET("/own", a.own)
	h.GET("/demand/:id", demand, a.plain)
	h.GET("/aborts", aborts, a.plain)
	h.GET("/goeson", goesOn, a.plain)
	h.Handle("PUT", "/handle", demand, a.plain)
	h.Any("/any", demand, a.plain)
	h.GET("/basic", basic_auth.BasicAuth(map[string]string{"ann": "c0ffee"}), a.plain)

	early := h.Group("/early")
	h.Use(except("/late/public"))
	early.GET("/x", a.plain) // the group was made before the Use
	late := h.Group("/late")
	late.GET("/x", a.plain)
	late.GET("/public/:id", a.plain)

	v1 := early.Group("/v1")
	v1.GET("/open", a.plain)
	v1.Use(demand)
	v1.POST("/closed", a.plain)
	v1.Group("/inner").DELETE("/files/*path", a.plain)
	return h
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	(&api{s}).server().Spin()
}
