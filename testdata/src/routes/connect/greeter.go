package connect

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
)

// What follows has the shape of the code that protoc-gen-connect-go makes.

const (
	greeterHelloProcedure = "/fixtures.Greeter/Hello"
	greeterByeProcedure   = "/fixtures.Greeter/Bye"
)

// GreeterHandler is an implementation of the Greeter service.
type GreeterHandler interface {
	Hello(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[emptypb.Empty], error)
	Bye(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[emptypb.Empty], error)
}

// NewGreeterHandler builds an HTTP handler from the service implementation. It returns the path on which to mount the
// handler and the handler itself.
func NewGreeterHandler(svc GreeterHandler, opts ...connect.HandlerOption) (string, http.Handler) {
	hello := connect.NewUnaryHandler(greeterHelloProcedure, svc.Hello, connect.WithHandlerOptions(opts...))
	bye := connect.NewUnaryHandler(greeterByeProcedure, svc.Bye, connect.WithHandlerOptions(opts...))
	return "/fixtures.Greeter/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case greeterHelloProcedure:
			hello.ServeHTTP(w, r)
		case greeterByeProcedure:
			bye.ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}
