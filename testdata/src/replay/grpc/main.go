// Command grpc guards procedures by interceptors.
package main

import (
	"context"
	"log"
	"net"

	"fixtures/replay/store"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type callerKey struct{}

type guard struct{ store *store.Store }

// caller returns the name of who sent a token.
func (g *guard) caller(ctx context.Context) (string, error) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok || len(md.Get("authorization")) == 0 {
		return "", status.Error(codes.Unauthenticated, "who are you?")
	}
	name, err := g.store.Caller(ctx, md.Get("authorization")[0])
	if err != nil {
		return "", status.Error(codes.Unauthenticated, "who are you?")
	}
	return name, nil
}

// public lists the procedures that strangers may call.
var public = map[string]bool{"/fixtures.Orders/Public": true, "/fixtures.Others/List": true}

// unary refuses strangers, but for public procedures.
func (g *guard) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if public[info.FullMethod] {
		return handler(ctx, req)
	}
	name, err := g.caller(ctx)
	if err != nil {
		return nil, err
	}
	return handler(context.WithValue(ctx, callerKey{}, name), req)
}

// identify remembers who calls.
func (g *guard) identify(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if name, err := g.caller(ctx); err == nil {
		ctx = context.WithValue(ctx, callerKey{}, name)
	}
	return handler(ctx, req)
}

// stream refuses strangers.
func (g *guard) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if _, err := g.caller(ss.Context()); err != nil {
		return err
	}
	return handler(srv, ss)
}

type orders struct{ store *store.Store }

func (o orders) List(ctx context.Context, _ *emptypb.Empty) (*wrapperspb.StringValue, error) {
	text, err := o.store.Orders(ctx)
	if err != nil {
		return nil, status.Error(codes.Internal, "no orders")
	}
	return wrapperspb.String(text), nil
}

// Mine demands a caller itself.
func (o orders) Mine(ctx context.Context, in *emptypb.Empty) (*wrapperspb.StringValue, error) {
	if _, ok := ctx.Value(callerKey{}).(string); !ok {
		return nil, status.Error(codes.PermissionDenied, "who are you?")
	}
	return o.List(ctx, in)
}

// Public answers callers by their name.
func (o orders) Public(ctx context.Context, in *emptypb.Empty) (*wrapperspb.StringValue, error) {
	out, err := o.List(ctx, in)
	if name, ok := ctx.Value(callerKey{}).(string); ok && err == nil {
		out.Value += " for " + name
	}
	return out, err
}

func (o orders) Watch(_ *emptypb.Empty, ss grpc.ServerStream) error {
	out, err := o.List(ss.Context(), nil)
	if err != nil {
		return err
	}
	return ss.SendMsg(out)
}

// closed guards calls and streams.
func closed(s *store.Store) *grpc.Server {
	g := &guard{s}
	srv := grpc.NewServer(grpc.ChainUnaryInterceptor(g.unary), grpc.StreamInterceptor(g.stream))
	RegisterOrdersServer(srv, orders{s})
	return srv
}

// others is a service with a name of its own.
type others struct{ orders }

// half forgets the streams, and only looks at who calls.
func half(s *store.Store) *grpc.Server {
	g := &guard{s}
	srv := grpc.NewServer(grpc.UnaryInterceptor(g.identify))
	desc := ordersServiceDesc
	desc.ServiceName = "fixtures.Others"
	srv.RegisterService(&desc, others{orders{s}})
	return srv
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	for addr, srv := range map[string]*grpc.Server{":8080": closed(s), ":8081": half(s)} {
		lis, err := net.Listen("tcp", addr)
		if err != nil {
			log.Fatal(err)
		}
		go func() { log.Fatal(srv.Serve(lis)) }()
	}
	select {}
}
