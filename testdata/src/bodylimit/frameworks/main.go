// Servers that bound bodies by default, and one that does not.
package main

import (
	"context"
	"log"
	"net/http"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/kataras/iris/v12"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

type order struct {
	Item string `json:"item"`
}

func main() {
	zero := rest.MustNewServer(rest.RestConf{})
	zero.AddRoutes([]rest.Route{{Method: http.MethodPost, Path: "/zero", Handler: parse}})
	go zero.Start()

	h := server.Default()
	h.POST("/hertz", bind)
	go h.Spin()

	i := iris.New()
	i.Post("/iris", read)
	i.Post("/iris/bounded", readBounded)
	log.Fatal(i.Listen(":8080"))
}

func parse(w http.ResponseWriter, r *http.Request) {
	var o order
	httpx.Parse(r, &o) // ok: the library reads 8 MiB at most
}

func bind(_ context.Context, c *app.RequestContext) {
	var o order
	c.BindJSON(&o) // ok: 4 MiB by default
}

func read(ctx iris.Context) {
	var o order
	ctx.ReadJSON(&o) // want bodylimit "POST /iris: context.Context.ReadJSON reads a body of any size"
}

func readBounded(ctx iris.Context) {
	var o order
	ctx.SetMaxRequestBodySize(1 << 20)
	ctx.ReadJSON(&o) // ok: bounded above
}
