package main

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// What follows has the shape of the code that protoc-gen-connect-go makes.

const (
	ordersListProcedure   = "/fixtures.Orders/List"
	ordersMineProcedure   = "/fixtures.Orders/Mine"
	ordersPublicProcedure = "/fixtures.Orders/Public"
)

// OrdersHandler is an implementation of the Orders service.
type OrdersHandler interface {
	List(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[wrapperspb.StringValue], error)
	Mine(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[wrapperspb.StringValue], error)
	Public(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[wrapperspb.StringValue], error)
}

// NewOrdersHandler builds an HTTP handler from the service implementation. It returns the path on which to mount the
// handler and the handler itself.
func NewOrdersHandler(svc OrdersHandler, opts ...connect.HandlerOption) (string, http.Handler) {
	list := connect.NewUnaryHandler(ordersListProcedure, svc.List, connect.WithHandlerOptions(opts...))
	mine := connect.NewUnaryHandler(ordersMineProcedure, svc.Mine, connect.WithHandlerOptions(opts...))
	public := connect.NewUnaryHandler(ordersPublicProcedure, svc.Public, connect.WithHandlerOptions(opts...))
	return "/fixtures.Orders/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case ordersListProcedure:
			list.ServeHTTP(w, r)
		case ordersMineProcedure:
			mine.ServeHTTP(w, r)
		case ordersPublicProcedure:
			public.ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}
