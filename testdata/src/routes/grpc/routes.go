// Package grpc builds a gRPC server whose interceptors differ for calls and streams.
package grpc

import (
	"context"

	"fixtures/routes/trace"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/emptypb"
)

func mark(name string) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if err := grpc.SetHeader(ctx, metadata.Pairs(trace.Header, name)); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}
}

func markStream(name string) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		if err := ss.SetHeader(metadata.Pairs(trace.Header, name)); err != nil {
			return err
		}
		return handler(srv, ss)
	}
}

type greeter struct{}

func (greeter) Hello(ctx context.Context, _ *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, grpc.SetHeader(ctx, metadata.Pairs(trace.Header, "= Hello"))
}

func (greeter) Watch(_ *emptypb.Empty, ss grpc.ServerStream) error {
	return ss.SetHeader(metadata.Pairs(trace.Header, "= Watch"))
}

// Routes builds the server.
func Routes() *grpc.Server {
	s := grpc.NewServer(
		grpc.ChainUnaryInterceptor(mark("unary 1"), mark("unary 2")),
		grpc.StreamInterceptor(markStream("stream")),
	)
	RegisterGreeterServer(s, greeter{})
	return s
}
