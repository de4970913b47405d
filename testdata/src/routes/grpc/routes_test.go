package grpc

import (
	"context"
	"net"
	"testing"

	"fixtures/routes/trace"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/types/known/emptypb"
)

func TestRoutes(t *testing.T) {
	s := Routes()
	lis := bufconn.Listen(1 << 16)
	go s.Serve(lis)
	defer s.Stop()
	dial := grpc.WithContextDialer(func(context.Context, string) (net.Conn, error) { return lis.Dial() })
	conn, err := grpc.NewClient("passthrough:fixture", dial, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	var rows []trace.Row
	for service, info := range s.GetServiceInfo() {
		for _, m := range info.Methods {
			path := "/" + service + "/" + m.Name
			var header metadata.MD
			if m.IsServerStream {
				header = watch(t, conn, path)
			} else if err := conn.Invoke(t.Context(), path, &emptypb.Empty{}, &emptypb.Empty{}, grpc.Header(&header)); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, trace.Row{Method: "POST", Path: path, Trace: header.Get(trace.Header)})
		}
	}
	trace.Compare(t, rows)
}

// watch opens a stream and returns its header.
func watch(t *testing.T, conn *grpc.ClientConn, path string) metadata.MD {
	t.Helper()
	stream, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
		t.Fatal(err)
	}
	if err := stream.CloseSend(); err != nil {
		t.Fatal(err)
	}
	header, err := stream.Header()
	if err != nil {
		t.Fatal(err)
	}
	return header
}
