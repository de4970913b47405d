package knowledge

import (
	"strings"
	"sync"
)

// TypeRole tells what values of a type are to a router library.
type TypeRole string

// The roles of types.
const (
	RouterRole     TypeRole = "router"
	HandlerRole    TypeRole = "handler"
	MiddlewareRole TypeRole = "middleware"
	ServerRole     TypeRole = "server"
	ContextRole    TypeRole = "context" // what a handler gets to read the request and write the response
)

// TypeEntry is what is known about the named types that Name names, braces as in Entry.Symbol.
type TypeEntry struct {
	Name   string
	Role   TypeRole
	Family string
}

// LookupType returns what is known about the type called name, also if it is a pointer to it; nil if nothing is. Major
// versions are treated as in Lookup.
func LookupType(name string) *TypeEntry {
	name, _ = withoutMajor(withoutVendor(strings.TrimLeft(withoutTypeParams(name), "*")))
	return typeIndex()[name]
}

// RouterType returns the family of a router type, given as go/types prints it, and whether it is one.
func RouterType(name string) (family string, ok bool) {
	t := LookupType(name)
	if t == nil || t.Role != RouterRole {
		return "", false
	}
	return t.Family, true
}

var typeIndex = sync.OnceValue(func() map[string]*TypeEntry {
	ix := map[string]*TypeEntry{}
	for i := range routerTypes {
		names, err := Alternatives(routerTypes[i].Name)
		if err != nil {
			panic(err) // the table is a literal: TestTypesExist meets this first
		}
		for _, name := range names {
			plain, _ := withoutMajor(name)
			ix[plain] = &routerTypes[i]
		}
	}
	return ix
})

// routerTypes holds the types of router libraries. Function types without a name, such as that of middleware in chi, are
// not here.
var routerTypes = []TypeEntry{
	{"net/http.ServeMux", RouterRole, "net/http"},
	{"net/http.{Handler,HandlerFunc}", HandlerRole, "net/http"},
	{"net/http.Server", ServerRole, "net/http"},
	{"net/http.{ResponseWriter,Request}", ContextRole, "net/http"},

	{"github.com/go-chi/chi/v5.{Mux,Router,Routes}", RouterRole, "chi"},
	{"github.com/go-chi/chi/v5.Middlewares", MiddlewareRole, "chi"},
	{"github.com/gorilla/mux.{Router,Route}", RouterRole, "gorilla/mux"},
	{"github.com/gorilla/mux.MiddlewareFunc", MiddlewareRole, "gorilla/mux"},
	{"github.com/gin-gonic/gin.{Engine,RouterGroup,IRouter,IRoutes}", RouterRole, "gin"},
	{"github.com/gin-gonic/gin.{HandlerFunc,HandlersChain}", HandlerRole, "gin"},
	{"github.com/gin-gonic/gin.Context", ContextRole, "gin"},
	{"github.com/labstack/echo/v4.{Echo,Group}", RouterRole, "echo"},
	{"github.com/labstack/echo/v4.HandlerFunc", HandlerRole, "echo"},
	{"github.com/labstack/echo/v4.MiddlewareFunc", MiddlewareRole, "echo"},
	{"github.com/labstack/echo/v4.Context", ContextRole, "echo"},
	{"github.com/gofiber/fiber/v2.{App,Group,Router}", RouterRole, "fiber"},
	{"github.com/gofiber/fiber/v2.Ctx", ContextRole, "fiber"},
	{"github.com/justinas/alice.Constructor", MiddlewareRole, "alice"},
	{"github.com/justinas/alice.Chain", MiddlewareRole, "alice"},
	{"github.com/urfave/negroni/v3.{Handler,HandlerFunc}", MiddlewareRole, "negroni"},
	{"github.com/urfave/negroni/v3.Negroni", HandlerRole, "negroni"},

	{"github.com/julienschmidt/httprouter.Router", RouterRole, "httprouter"},
	{"github.com/julienschmidt/httprouter.Handle", HandlerRole, "httprouter"},
	{"github.com/zeromicro/go-zero/rest.Server", RouterRole, "go-zero"},
	{"github.com/zeromicro/go-zero/rest.Middleware", MiddlewareRole, "go-zero"},
	{"github.com/go-kratos/kratos/v2/transport/http.{Server,Router}", RouterRole, "kratos"},
	{"github.com/go-kratos/kratos/v2/transport/http.HandlerFunc", HandlerRole, "kratos"},
	{"github.com/go-kratos/kratos/v2/transport/http.FilterFunc", MiddlewareRole, "kratos"},
	{"github.com/go-kratos/kratos/v2/transport/http.Context", ContextRole, "kratos"},
	{"github.com/cloudwego/hertz/pkg/app/server.Hertz", RouterRole, "hertz"},
	{"github.com/cloudwego/hertz/pkg/route.{Engine,RouterGroup,IRouter,IRoutes}", RouterRole, "hertz"},
	{"github.com/cloudwego/hertz/pkg/app.{HandlerFunc,HandlersChain}", HandlerRole, "hertz"},
	{"github.com/cloudwego/hertz/pkg/app.RequestContext", ContextRole, "hertz"},
	{"github.com/kataras/iris/v12.Application", RouterRole, "iris"},
	{"github.com/kataras/iris/v12/core/router.{APIBuilder,Party}", RouterRole, "iris"},
	{"github.com/kataras/iris/v12/context.Handler", HandlerRole, "iris"},
	{"github.com/kataras/iris/v12/context.Context", ContextRole, "iris"},
	{"github.com/emicklei/go-restful/v3.{Container,WebService,RouteBuilder}", RouterRole, "go-restful"},
	{"github.com/emicklei/go-restful/v3.RouteFunction", HandlerRole, "go-restful"},
	{"github.com/emicklei/go-restful/v3.FilterFunction", MiddlewareRole, "go-restful"},
	{"github.com/danielgtaylor/huma/v2.{API,Group}", RouterRole, "huma"},
	{"github.com/danielgtaylor/huma/v2.Context", ContextRole, "huma"},
	{"connectrpc.com/connect.Handler", HandlerRole, "connect"},
	{"connectrpc.com/connect.{Interceptor,UnaryInterceptorFunc}", MiddlewareRole, "connect"},
	{"google.golang.org/grpc.{Server,ServiceRegistrar}", RouterRole, "grpc"},
	{"google.golang.org/grpc.{UnaryServerInterceptor,StreamServerInterceptor}", MiddlewareRole, "grpc"},
	{"github.com/grpc-ecosystem/grpc-gateway/v2/runtime.ServeMux", RouterRole, "grpc-gateway"},
	{"github.com/grpc-ecosystem/grpc-gateway/v2/runtime.HandlerFunc", HandlerRole, "grpc-gateway"},
	{"github.com/grpc-ecosystem/grpc-gateway/v2/runtime.Middleware", MiddlewareRole, "grpc-gateway"},
}
