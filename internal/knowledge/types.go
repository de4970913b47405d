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
	Zero   bool // the zero value is ready to use
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

// Promoted returns what is known about a method that a router type of a library has from another router type of its package,
// nil if nothing is.
func Promoted(method string) *Entry {
	typ, name, ok := strings.Cut(strings.TrimLeft(method, "(*"), ").")
	dot := strings.LastIndexByte(typ, '.')
	if !ok || dot < 0 || LookupType(typ) == nil {
		return nil
	}
	pkg := typ[:dot+1]
	for _, other := range promoters(pkg) {
		for _, receiver := range []string{"(*", "("} {
			if e := Lookup(receiver + pkg + other + ")." + name); e != nil && e.Router != nil {
				return e
			}
		}
	}
	return nil
}

// promoters lists the router types of a package, given with the dot after it, in the order of the table.
func promoters(pkg string) []string {
	plain, _ := withoutMajor(pkg)
	var names []string
	for i := range routerTypes {
		alternatives, _ := Alternatives(routerTypes[i].Name) // the table is a literal that newIndex has read
		for _, name := range alternatives {
			name, _ = withoutMajor(name)
			if short, ok := strings.CutPrefix(name, plain); ok && routerTypes[i].Role == RouterRole {
				names = append(names, short)
			}
		}
	}
	return names
}

var typeIndex = sync.OnceValue(func() map[string]*TypeEntry {
	return indexTypes(routerTypes, func(t *TypeEntry) string { return t.Name })
})

// indexTypes returns the rows of a table by the names of the types that they are about, without major versions.
func indexTypes[T any](table []T, nameOf func(*T) string) map[string]*T {
	ix := map[string]*T{}
	for i := range table {
		names, err := Alternatives(nameOf(&table[i]))
		if err != nil {
			panic(err) // the table is a literal: TestTypesExist meets this first
		}
		for _, name := range names {
			plain, _ := withoutMajor(name)
			ix[plain] = &table[i]
		}
	}
	return ix
}

// routerTypes holds the types of router libraries. Function types without a name, such as that of middleware in chi, are
// not here.
var routerTypes = []TypeEntry{
	{Name: "net/http.ServeMux", Role: RouterRole, Family: "net/http", Zero: true},
	{Name: "net/http.{Handler,HandlerFunc}", Role: HandlerRole, Family: "net/http"},
	{Name: "net/http.Server", Role: ServerRole, Family: "net/http"},
	{Name: "net/http.{ResponseWriter,Request}", Role: ContextRole, Family: "net/http"},

	{Name: "github.com/go-chi/chi/v5.{Mux,Router,Routes}", Role: RouterRole, Family: "chi"},
	{Name: "github.com/go-chi/chi/v5.Middlewares", Role: MiddlewareRole, Family: "chi"},
	{Name: "github.com/gorilla/mux.Router", Role: RouterRole, Family: "gorilla/mux", Zero: true},
	{Name: "github.com/gorilla/mux.Route", Role: RouterRole, Family: "gorilla/mux"},
	{Name: "github.com/gorilla/mux.MiddlewareFunc", Role: MiddlewareRole, Family: "gorilla/mux"},
	{Name: "github.com/gin-gonic/gin.{Engine,RouterGroup,IRouter,IRoutes}", Role: RouterRole, Family: "gin"},
	{Name: "github.com/gin-gonic/gin.{HandlerFunc,HandlersChain}", Role: HandlerRole, Family: "gin"},
	{Name: "github.com/gin-gonic/gin.Context", Role: ContextRole, Family: "gin"},
	{Name: "github.com/labstack/echo/v4.{Echo,Group}", Role: RouterRole, Family: "echo"},
	{Name: "github.com/labstack/echo/v4.HandlerFunc", Role: HandlerRole, Family: "echo"},
	{Name: "github.com/labstack/echo/v4.MiddlewareFunc", Role: MiddlewareRole, Family: "echo"},
	{Name: "github.com/labstack/echo/v4.Context", Role: ContextRole, Family: "echo"},
	{Name: "github.com/gofiber/fiber/v2.{App,Group,Router}", Role: RouterRole, Family: "fiber"},
	{Name: "github.com/gofiber/fiber/v2.Ctx", Role: ContextRole, Family: "fiber"},
	{Name: "github.com/justinas/alice.Constructor", Role: MiddlewareRole, Family: "alice"},
	{Name: "github.com/justinas/alice.Chain", Role: MiddlewareRole, Family: "alice"},
	{Name: "github.com/urfave/negroni/v3.{Handler,HandlerFunc}", Role: MiddlewareRole, Family: "negroni"},
	{Name: "github.com/urfave/negroni/v3.Negroni", Role: HandlerRole, Family: "negroni"},

	{Name: "github.com/julienschmidt/httprouter.Router", Role: RouterRole, Family: "httprouter"},
	{Name: "github.com/julienschmidt/httprouter.Handle", Role: HandlerRole, Family: "httprouter"},
	{Name: "github.com/go-pkgz/routegroup.Bundle", Role: RouterRole, Family: "routegroup"},
	{Name: "github.com/zeromicro/go-zero/rest.Server", Role: RouterRole, Family: "go-zero"},
	{Name: "github.com/zeromicro/go-zero/rest.Middleware", Role: MiddlewareRole, Family: "go-zero"},
	{Name: "github.com/go-kratos/kratos/v2/transport/http.{Server,Router}", Role: RouterRole, Family: "kratos"},
	{Name: "github.com/go-kratos/kratos/v2/transport/http.HandlerFunc", Role: HandlerRole, Family: "kratos"},
	{Name: "github.com/go-kratos/kratos/v2/transport/http.FilterFunc", Role: MiddlewareRole, Family: "kratos"},
	{Name: "github.com/go-kratos/kratos/v2/transport/http.Context", Role: ContextRole, Family: "kratos"},
	{Name: "github.com/cloudwego/hertz/pkg/app/server.Hertz", Role: RouterRole, Family: "hertz"},
	{Name: "github.com/cloudwego/hertz/pkg/route.{Engine,RouterGroup,IRouter,IRoutes}", Role: RouterRole, Family: "hertz"},
	{Name: "github.com/cloudwego/hertz/pkg/app.{HandlerFunc,HandlersChain}", Role: HandlerRole, Family: "hertz"},
	{Name: "github.com/cloudwego/hertz/pkg/app.RequestContext", Role: ContextRole, Family: "hertz"},
	{Name: "github.com/kataras/iris/v12.Application", Role: RouterRole, Family: "iris"},
	{Name: "github.com/kataras/iris/v12/core/router.{APIBuilder,Party}", Role: RouterRole, Family: "iris"},
	{Name: "github.com/kataras/iris/v12/context.Handler", Role: HandlerRole, Family: "iris"},
	{Name: "github.com/kataras/iris/v12/context.Context", Role: ContextRole, Family: "iris"},
	{Name: "github.com/emicklei/go-restful/v3.WebService", Role: RouterRole, Family: "go-restful", Zero: true},
	{Name: "github.com/emicklei/go-restful/v3.{Container,RouteBuilder}", Role: RouterRole, Family: "go-restful"},
	{Name: "github.com/emicklei/go-restful/v3.RouteFunction", Role: HandlerRole, Family: "go-restful"},
	{Name: "github.com/emicklei/go-restful/v3.FilterFunction", Role: MiddlewareRole, Family: "go-restful"},
	{Name: "github.com/danielgtaylor/huma/v2.{API,Group}", Role: RouterRole, Family: "huma"},
	{Name: "github.com/danielgtaylor/huma/v2.Context", Role: ContextRole, Family: "huma"},
	{Name: "connectrpc.com/connect.Handler", Role: HandlerRole, Family: "connect"},
	{Name: "connectrpc.com/connect.{Interceptor,UnaryInterceptorFunc}", Role: MiddlewareRole, Family: "connect"},
	{Name: "google.golang.org/grpc.{Server,ServiceRegistrar}", Role: RouterRole, Family: "grpc"},
	{Name: "google.golang.org/grpc.{UnaryServerInterceptor,StreamServerInterceptor}", Role: MiddlewareRole, Family: "grpc"},
	{Name: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.ServeMux", Role: RouterRole, Family: "grpc-gateway"},
	{Name: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.HandlerFunc", Role: HandlerRole, Family: "grpc-gateway"},
	{Name: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.Middleware", Role: MiddlewareRole, Family: "grpc-gateway"},
}
