// Command restlibraries sends errors with the helpers of several libraries.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/emicklei/go-restful/v3"
	kerrors "github.com/go-kratos/kratos/v2/errors"
	khttp "github.com/go-kratos/kratos/v2/transport/http"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/kataras/iris/v12"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

var (
	db       *sql.DB
	errPurge = errors.New("cannot purge")
)

func purge(ctx context.Context) error {
	_, err := db.ExecContext(ctx, `DELETE FROM films WHERE gone`)
	return err
}

func restfulError(req *restful.Request, resp *restful.Response) {
	if err := purge(req.Request.Context()); err != nil {
		resp.WriteError(http.StatusInternalServerError, err) // want errleak `WriteError`
	}
}

func restfulText(req *restful.Request, resp *restful.Response) {
	if err := purge(req.Request.Context()); err != nil {
		resp.WriteErrorString(http.StatusInternalServerError, err.Error()) // want errleak `WriteErrorString`
	}
}

func restfulConstant(req *restful.Request, resp *restful.Response) {
	if err := purge(req.Request.Context()); err != nil {
		log.Print(err)
		resp.WriteError(http.StatusInternalServerError, errPurge) // ok: the program's own error
	}
}

func hertzText(ctx context.Context, c *app.RequestContext) {
	if err := purge(ctx); err != nil {
		c.String(http.StatusInternalServerError, err.Error()) // want errleak `String`
	}
}

func hertzAbort(ctx context.Context, c *app.RequestContext) {
	if err := purge(ctx); err != nil {
		c.AbortWithMsg(err.Error(), http.StatusInternalServerError) // want errleak `AbortWithMsg`
	}
}

func hertzConstant(ctx context.Context, c *app.RequestContext) {
	if err := purge(ctx); err != nil {
		log.Print(err)
		c.AbortWithMsg("cannot purge", http.StatusInternalServerError) // ok: a constant
	}
}

func zeroError(w http.ResponseWriter, r *http.Request) {
	if err := purge(r.Context()); err != nil {
		httpx.ErrorCtx(r.Context(), w, err) // want errleak `ErrorCtx`
		return
	}
	httpx.Ok(w)
}

func zeroConstant(w http.ResponseWriter, r *http.Request) {
	if err := purge(r.Context()); err != nil {
		log.Print(err)
		httpx.Error(w, errPurge) // ok: the program's own error
		return
	}
	httpx.Ok(w)
}

func kratosPlain(ctx khttp.Context) error {
	return purge(ctx) // want errleak `error handler of the library`
}

func kratosMade(ctx khttp.Context) error {
	if err := purge(ctx); err != nil {
		return kerrors.InternalServer("PURGE", err.Error()) // want errleak `InternalServer`
	}
	return ctx.String(http.StatusOK, "purged")
}

func kratosConstant(ctx khttp.Context) error {
	if err := purge(ctx); err != nil {
		log.Print(err)
		return kerrors.InternalServer("PURGE", "cannot purge") // ok: a constant
	}
	return ctx.String(http.StatusOK, "purged")
}

func irisError(ctx iris.Context) {
	if err := purge(ctx.Request().Context()); err != nil {
		ctx.StopWithError(iris.StatusInternalServerError, err) // want errleak `StopWithError`
	}
}

func irisText(ctx iris.Context) {
	if err := purge(ctx.Request().Context()); err != nil {
		ctx.StopWithText(iris.StatusInternalServerError, "purge: %v", err) // want errleak `StopWithText`
	}
}

func irisConstant(ctx iris.Context) {
	if err := purge(ctx.Request().Context()); err != nil {
		log.Print(err)
		ctx.StopWithText(iris.StatusInternalServerError, "cannot purge") // ok: a constant
	}
}

func main() {
	var err error
	if db, err = sql.Open("pgx", "postgres://localhost/films"); err != nil {
		log.Fatal(err)
	}
	ws := new(restful.WebService)
	ws.Route(ws.POST("/error").To(restfulError))
	ws.Route(ws.POST("/text").To(restfulText))
	ws.Route(ws.POST("/constant").To(restfulConstant))
	restful.Add(ws)

	h := server.Default()
	h.POST("/text", hertzText)
	h.POST("/abort", hertzAbort)
	h.POST("/constant", hertzConstant)
	go h.Spin()

	zero := rest.MustNewServer(rest.RestConf{})
	zero.AddRoute(rest.Route{Method: http.MethodPost, Path: "/error", Handler: zeroError})
	zero.AddRoute(rest.Route{Method: http.MethodPost, Path: "/constant", Handler: zeroConstant})
	go zero.Start()

	k := khttp.NewServer()
	route := k.Route("/")
	route.POST("/plain", kratosPlain)
	route.POST("/made", kratosMade)
	route.POST("/constant", kratosConstant)
	go func() { log.Fatal(k.Start(context.Background())) }()

	i := iris.New()
	i.Post("/error", irisError)
	i.Post("/text", irisText)
	i.Post("/constant", irisConstant)
	go func() { log.Fatal(i.Listen(":8082")) }()

	log.Fatal(http.ListenAndServe(":8080", nil))
}
