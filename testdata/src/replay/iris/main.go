// Command iris guards what iris routes.
package main

import (
	"log"
	"strings"

	"fixtures/replay/store"

	"github.com/kataras/iris/v12"
	"github.com/kataras/iris/v12/middleware/basicauth"
)

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(ctx iris.Context) {
	if name, err := a.store.Caller(ctx.Request().Context(), ctx.GetHeader("X-Token")); err == nil {
		ctx.Values().Set("caller", name)
	}
	ctx.Next()
}

// demand refuses whom identify did not know.
func demand(ctx iris.Context) {
	if ctx.Values().Get("caller") == nil {
		ctx.StopWithStatus(iris.StatusUnauthorized)
		return
	}
	ctx.Next()
}

// answers refuses by an answer of its own.
func answers(ctx iris.Context) {
	if ctx.Values().GetString("caller") != "" {
		ctx.Next()
		return
	}
	ctx.StatusCode(iris.StatusForbidden)
	_, _ = ctx.WriteString("who are you?")
}

// goesOn writes a refusal and passes the request on.
func goesOn(ctx iris.Context) {
	if ctx.Values().GetString("caller") == "" {
		ctx.StatusCode(iris.StatusUnauthorized)
	}
	ctx.Next()
}

// except leaves requests below a prefix alone.
func except(prefix string) iris.Handler {
	return func(ctx iris.Context) {
		if strings.HasPrefix(ctx.Path(), prefix) {
			ctx.Next()
			return
		}
		demand(ctx)
	}
}

func (a *api) orders(ctx iris.Context) {
	text, err := a.store.Orders(ctx.Request().Context())
	if err != nil {
		ctx.StopWithStatus(iris.StatusInternalServerError)
		return
	}
	_ = ctx.JSON(iris.Map{"orders": text, "for": ctx.Values().GetString("caller")})
}

func (a *api) plain(ctx iris.Context) {
	text, err := a.store.Orders(ctx.Request().Context())
	if err != nil {
		ctx.StopWithStatus(iris.StatusInternalServerError)
		return
	}
	_, _ = ctx.WriteString(text)
}

func (a *api) app() *iris.Application {
	app := iris.New()
	app.Get("/before", a.plain) // a later Use does not cover it
	app.Use(a.identify)
	app.Get("/open", a.orders)
	app.Get("/demand/{id:uint64}", demand, a.plain)
	app.Get("/answers", answers, a.plain)
	app.Get("/goeson", goesOn, a.plain)
	app.Get("/behind", a.plain, demand) // plain does not call Next
	app.Handle("PUT", "/handle", demand, a.plain)
	app.Get("/basic", basicauth.Default(map[string]string{"ann": "c0ffee"}), a.plain)

	early := app.Party("/early")
	app.Use(except("/late/public"))
	early.Get("/x", a.plain) // the party was made before the Use
	late := app.Party("/late")
	late.Get("/x", a.plain)
	late.Get("/public/{id}", a.plain)

	v1 := early.Party("/v1")
	v1.Get("/open", a.plain)
	v1.Use(demand)
	v1.Post("/closed", a.plain)
	v1.PartyFunc("/inner", func(p iris.Party) {
		p.Delete("/files/{rest:path}", a.plain)
	})
	return app
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal((&api{s}).app().Listen(":8080"))
}
