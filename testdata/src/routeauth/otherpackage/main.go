// Command otherpackage hands routers to other packages, in parameters and in fields.
package main

import (
	"context"
	"log"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/routeauth/otherpackage/articles"
	"fixtures/routeauth/otherpackage/guard"
)

type module interface{ Register(articles.Routers) }

type application struct {
	engine  *gin.Engine
	v1      *gin.RouterGroup
	guard   *guard.Guard
	modules []module
}

func newApplication(g *guard.Guard, modules ...module) *application {
	engine := gin.New()
	return &application{engine: engine, v1: engine.Group("/v1"), guard: g, modules: modules}
}

func (a *application) register() {
	routers := articles.Routers{Public: a.v1, Protected: a.v1.Group("/", a.guard.Handler(true))}
	for _, m := range a.modules {
		m.Register(routers)
	}
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	m := articles.New(pool)
	a := newApplication(guard.New(guard.PostgresKeys{Pool: pool}), m)
	a.register()
	a.v1.GET("/optional", a.guard.Handler(false), m.List()) // want routeauth "GET /v1/optional"
	a.v1.GET("/required", a.guard.Handler(true), m.List())  // ok: the argument makes the guard refuse
	log.Fatal(a.engine.Run(":8080"))
}
