// Command gorestful puts filters before what go-restful routes.
package main

import (
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/emicklei/go-restful/v3"
)

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	if name, err := a.store.Sender(req.Request); err == nil {
		req.SetAttribute("caller", name)
	}
	chain.ProcessFilter(req, resp)
}

// demand refuses whom identify did not know.
func demand(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	if req.Attribute("caller") == nil {
		_ = resp.WriteErrorString(http.StatusUnauthorized, "who are you?")
		return
	}
	chain.ProcessFilter(req, resp)
}

// goesOn forgets to return.
func goesOn(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	if req.Attribute("caller") == nil {
		resp.WriteHeader(http.StatusUnauthorized)
	}
	chain.ProcessFilter(req, resp)
}

// exceptHealth demands a caller of everything but health.
func exceptHealth(req *restful.Request, resp *restful.Response, chain *restful.FilterChain) {
	if strings.HasSuffix(req.Request.URL.Path, "/health") {
		chain.ProcessFilter(req, resp)
		return
	}
	demand(req, resp, chain)
}

func (a *api) orders(req *restful.Request, resp *restful.Response) {
	text, err := a.store.Orders(req.Request.Context())
	if err != nil {
		resp.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = resp.WriteAsJson(map[string]string{"orders": text})
}

func (a *api) container() *restful.Container {
	c := restful.NewContainer()
	c.Filter(a.identify)

	orders := new(restful.WebService)
	orders.Path("/orders").Produces(restful.MIME_JSON)
	orders.Route(orders.GET("/open").To(a.orders))
	orders.Route(orders.GET("/{id}/closed").Filter(demand).To(a.orders))
	orders.Route(orders.PUT("/goeson").Filter(goesOn).To(a.orders))
	c.Add(orders)

	users := new(restful.WebService).Path("/users")
	users.Route(users.GET("/{id}/orders").To(a.orders))
	users.Route(users.GET("/health").To(a.orders))
	users.Filter(exceptHealth) // also for its earlier routes
	c.Add(users)

	bare := restful.NewContainer()
	admin := new(restful.WebService).Path("/admin")
	admin.Route(admin.DELETE("/x").Filter(demand).To(a.orders))
	bare.Add(admin)
	bare.Filter(a.identify) // also for services that were added before
	c.Handle("/admin/", bare)
	return c
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", (&api{s}).container()))
}
