package main

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// What follows has the shape of the code that protoc-gen-go-grpc makes.

// OrdersServer is the server API of the Orders service.
type OrdersServer interface {
	List(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error)
	Mine(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error)
	Public(context.Context, *emptypb.Empty) (*wrapperspb.StringValue, error)
	Watch(*emptypb.Empty, grpc.ServerStream) error
}

// RegisterOrdersServer registers an implementation.
func RegisterOrdersServer(s grpc.ServiceRegistrar, srv OrdersServer) {
	s.RegisterService(&ordersServiceDesc, srv)
}

func ordersListHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(emptypb.Empty)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(OrdersServer).List(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: "/fixtures.Orders/List"}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(OrdersServer).List(ctx, req.(*emptypb.Empty))
	}
	return interceptor(ctx, in, info, handler)
}

func ordersMineHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(emptypb.Empty)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(OrdersServer).Mine(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: "/fixtures.Orders/Mine"}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(OrdersServer).Mine(ctx, req.(*emptypb.Empty))
	}
	return interceptor(ctx, in, info, handler)
}

func ordersPublicHandler(srv any, ctx context.Context, dec func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	in := new(emptypb.Empty)
	if err := dec(in); err != nil {
		return nil, err
	}
	if interceptor == nil {
		return srv.(OrdersServer).Public(ctx, in)
	}
	info := &grpc.UnaryServerInfo{Server: srv, FullMethod: "/fixtures.Orders/Public"}
	handler := func(ctx context.Context, req any) (any, error) {
		return srv.(OrdersServer).Public(ctx, req.(*emptypb.Empty))
	}
	return interceptor(ctx, in, info, handler)
}

func ordersWatchHandler(srv any, stream grpc.ServerStream) error {
	m := new(emptypb.Empty)
	if err := stream.RecvMsg(m); err != nil {
		return err
	}
	return srv.(OrdersServer).Watch(m, stream)
}

var ordersServiceDesc = grpc.ServiceDesc{
	ServiceName: "fixtures.Orders",
	HandlerType: (*OrdersServer)(nil),
	Methods: []grpc.MethodDesc{
		{MethodName: "List", Handler: ordersListHandler},
		{MethodName: "Mine", Handler: ordersMineHandler},
		{MethodName: "Public", Handler: ordersPublicHandler},
	},
	Streams: []grpc.StreamDesc{{StreamName: "Watch", Handler: ordersWatchHandler, ServerStreams: true}},
}
