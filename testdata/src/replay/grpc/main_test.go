package main

import (
	"context"
	"net"
	"net/http"
	"testing"

	"fixtures/replay"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func TestReplay(t *testing.T) {
	record := replay.New(t)
	for _, srv := range []*grpc.Server{closed(replay.Store()), half(replay.Store())} {
		conn := serve(t, srv)
		for service, info := range srv.GetServiceInfo() {
			for _, m := range info.Methods {
				send := func(r *http.Request) (int, string) { return call(conn, r, m.IsServerStream) }
				record.Add(send, http.MethodPost, "/"+service+"/"+m.Name)
			}
		}
	}
	record.Compare()
}

// serve connects to a server in process.
func serve(t *testing.T, srv *grpc.Server) *grpc.ClientConn {
	t.Helper()
	lis := bufconn.Listen(1 << 16)
	go srv.Serve(lis)
	t.Cleanup(srv.Stop)
	dial := grpc.WithContextDialer(func(context.Context, string) (net.Conn, error) { return lis.Dial() })
	conn, err := grpc.NewClient("passthrough:fixture", dial, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// call calls the procedure that a request of HTTP names, with its token.
func call(conn *grpc.ClientConn, r *http.Request, stream bool) (int, string) {
	ctx := r.Context()
	if token := r.Header.Get("X-Token"); token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", token)
	}
	var out wrapperspb.StringValue
	var err error
	if stream {
		err = receive(ctx, conn, r.URL.Path, &out)
	} else {
		err = conn.Invoke(ctx, r.URL.Path, &emptypb.Empty{}, &out)
	}
	switch status.Code(err) {
	case codes.OK:
		return http.StatusOK, out.Value
	case codes.Unauthenticated:
		return http.StatusUnauthorized, ""
	case codes.PermissionDenied:
		return http.StatusForbidden, ""
	}
	return http.StatusInternalServerError, err.Error()
}

// receive gets the first message of a stream.
func receive(ctx context.Context, conn *grpc.ClientConn, procedure string, out *wrapperspb.StringValue) error {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, procedure)
	if err != nil {
		return err
	}
	if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
		return err
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return stream.RecvMsg(out)
}
