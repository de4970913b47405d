package grpc

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// What follows has the shape of the code that protoc-gen-go-grpc makes.

// GreeterServer is the server API of the Greeter service.
type GreeterServer interface {
	Hello(context.Context, *emptypb.Empty) (*emptypb.Empty, error)
	Watch(*emptypb.Empty, grpc.ServerStream) error
}

// RegisterGreeterServer registers an implementation.
func RegisterGreeterServer(s grpc.ServiceRegistrar, srv GreeterServer) {
	s.RegisterService(&greeterServiceDesc, srv)
}

func greeterHelloHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(emptypb.Empty)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(GreeterServer).Hello(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: "/fixtures.Greeter/Hello"}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(GreeterServer).Hello(ctx, req.(*emptypb.Empty))
	}
	return interceptor(ctx, in, info, handler)
}

func greeterWatchHandler(srv any, stream grpc.ServerStream) error {
	m := new(emptypb.Empty)
	if err := stream.RecvMsg(m); err != nil {
		return err
	}
	return srv.(GreeterServer).Watch(m, stream)
}

var greeterServiceDesc = grpc.ServiceDesc{
	ServiceName: "fixtures.Greeter",
	HandlerType: (*GreeterServer)(nil),
	Methods:     []grpc.MethodDesc{{MethodName: "Hello", Handler: greeterHelloHandler}},
	Streams:     []grpc.StreamDesc{{StreamName: "Watch", Handler: greeterWatchHandler, ServerStreams: true}},
}
