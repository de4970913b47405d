// Package gorestful builds a go-restful container in every way that changes what a request meets.
package gorestful

import (
	"fixtures/routes/trace"

	"github.com/emicklei/go-restful/v3"
)

func mark(name string) restful.FilterFunction {
	return func(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
		resp.AddHeader(trace.Header, name)
		chain.ProcessFilter(req, resp)
	}
}

func handle(name string) restful.RouteFunction {
	return func(_ *restful.Request, resp *restful.Response) { resp.AddHeader(trace.Header, "= "+name) }
}

// Routes builds the container.
func Routes() *restful.Container {
	c := restful.NewContainer()
	c.Filter(mark("container"))
	users := new(restful.WebService)
	users.Path("/users").Produces(restful.MIME_JSON)
	users.Route(users.GET("/{id}").Filter(mark("route 1")).Filter(mark("route 2")).To(handle("user")).Doc("a user"))
	users.Route(users.POST("/").To(handle("create")))
	users.Filter(mark("service, late"))
	c.Add(users)
	c.Filter(mark("container, late"))
	files := new(restful.WebService)
	files.Route(files.Method("GET").Path("/files/{path:*}").To(handle("files")))
	c.Add(files)
	c.Handle("/bare", trace.Handle("no filters"))
	c.HandleWithFilter("/filtered", trace.Handle("filters"))
	return c
}
