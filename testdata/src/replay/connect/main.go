// Command connect guards procedures of connect by interceptors and by what is around the handler.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"

	"fixtures/replay/store"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type callerKey struct{}

type guard struct{ store *store.Store }

var errStranger = errors.New("who are you?")

// interceptor refuses strangers, but for public procedures.
func (g *guard) interceptor() connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			name, err := g.store.Caller(ctx, req.Header().Get("X-Token"))
			if err != nil && req.Spec().Procedure != ordersPublicProcedure {
				return nil, connect.NewError(connect.CodeUnauthenticated, errStranger)
			}
			if err == nil {
				ctx = context.WithValue(ctx, callerKey{}, name)
			}
			return next(ctx, req)
		}
	}
}

// around refuses strangers before connect sees the request.
func (g *guard) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.store.Sender(r); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type orders struct{ store *store.Store }

func (o orders) List(ctx context.Context, _ *connect.Request[emptypb.Empty]) (*connect.Response[wrapperspb.StringValue], error) {
	text, err := o.store.Orders(ctx)
	if err != nil {
		return nil, connect.NewError(connect.CodeInternal, err)
	}
	return connect.NewResponse(wrapperspb.String(text)), nil
}

// Mine demands a caller itself.
func (o orders) Mine(ctx context.Context, req *connect.Request[emptypb.Empty]) (*connect.Response[wrapperspb.StringValue], error) {
	if _, err := o.store.Caller(ctx, req.Header().Get("X-Token")); err != nil {
		return nil, connect.NewError(connect.CodePermissionDenied, errStranger)
	}
	return o.List(ctx, req)
}

// Public answers callers by their name.
func (o orders) Public(ctx context.Context, req *connect.Request[emptypb.Empty]) (*connect.Response[wrapperspb.StringValue], error) {
	out, err := o.List(ctx, req)
	if name, ok := ctx.Value(callerKey{}).(string); ok && err == nil {
		out.Msg.Value += " for " + name
	}
	return out, err
}

func handler(s *store.Store) http.Handler {
	g := &guard{s}
	mux := http.NewServeMux()
	mux.Handle(NewOrdersHandler(orders{s}, connect.WithInterceptors(g.interceptor())))
	_, below := NewOrdersHandler(orders{s}, connect.WithInterceptors(g.interceptor()))
	mux.Handle("/api/", http.StripPrefix("/api", below))

	_, bare := NewOrdersHandler(orders{s})
	mux.Handle("/bare/", http.StripPrefix("/bare", bare))
	mux.Handle("/around/", http.StripPrefix("/around", g.around(bare)))
	return mux
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", handler(s)))
}
