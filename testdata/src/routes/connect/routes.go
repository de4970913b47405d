// Package connect mounts a connect service with interceptors on a mux.
package connect

import (
	"context"
	"net/http"

	"fixtures/routes/trace"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
)

func mark(name string) connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			req.Header().Add(trace.Header, name)
			return next(ctx, req)
		}
	}
}

// respond answers with what the request has met.
func respond(req *connect.Request[emptypb.Empty], name string) (*connect.Response[emptypb.Empty], error) {
	res := connect.NewResponse(&emptypb.Empty{})
	for _, met := range append(req.Header().Values(trace.Header), "= "+name) {
		res.Header().Add(trace.Header, met)
	}
	return res, nil
}

type greeter struct{}

func (greeter) Hello(_ context.Context, req *connect.Request[emptypb.Empty]) (*connect.Response[emptypb.Empty], error) {
	return respond(req, "Hello")
}

func (greeter) Bye(_ context.Context, req *connect.Request[emptypb.Empty]) (*connect.Response[emptypb.Empty], error) {
	return respond(req, "Bye")
}

// Routes builds the mux.
func Routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(NewGreeterHandler(greeter{}, connect.WithInterceptors(mark("first"), mark("second"))))
	return mux
}
