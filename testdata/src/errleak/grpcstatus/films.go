package main

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// What follows has the shape of the code that protoc-gen-go-grpc makes.

type filmsServer interface {
	Plain(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error)
	Formatted(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error)
	Constant(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error)
	Sentinel(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error)
	Header(context.Context, *emptypb.Empty) (*emptypb.Empty, error)
	Watch(*emptypb.Empty, grpc.ServerStream) error
}

func registerFilms(s grpc.ServiceRegistrar, srv filmsServer) {
	s.RegisterService(&filmsServiceDesc, srv)
}

// unary makes the handler of a procedure.
func unary[In, Out any](call func(filmsServer, context.Context, *In) (Out, error)) grpc.MethodHandler {
	return func(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
		in := new(In)
		if err := dec(in); err != nil {
			return nil, err
		}
		handler := func(ctx context.Context, req any) (any, error) { return call(srv.(filmsServer), ctx, req.(*In)) }
		if interceptor == nil {
			return handler(ctx, in)
		}
		return interceptor(ctx, in, &grpc.UnaryServerInfo{Server: srv}, handler)
	}
}

func watchHandler(srv any, stream grpc.ServerStream) error {
	m := new(emptypb.Empty)
	if err := stream.RecvMsg(m); err != nil {
		return err
	}
	return srv.(filmsServer).Watch(m, stream)
}

var filmsServiceDesc = grpc.ServiceDesc{
	ServiceName: "fixtures.Films",
	HandlerType: (*filmsServer)(nil),
	Methods: []grpc.MethodDesc{
		{MethodName: "Plain", Handler: unary(filmsServer.Plain)},
		{MethodName: "Formatted", Handler: unary(filmsServer.Formatted)},
		{MethodName: "Constant", Handler: unary(filmsServer.Constant)},
		{MethodName: "Sentinel", Handler: unary(filmsServer.Sentinel)},
		{MethodName: "Header", Handler: unary(filmsServer.Header)},
	},
	Streams: []grpc.StreamDesc{{StreamName: "Watch", Handler: watchHandler, ServerStreams: true}},
}
