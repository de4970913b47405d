// Command grpcstatus answers remote procedures with errors: gRPC sends the text of every error, not only of those made by status.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net"

	_ "github.com/jackc/pgx/v5/stdlib"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

var errGone = errors.New("film is gone")

type server struct{ db *sql.DB }

func (s *server) find(ctx context.Context, id string) (title string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT title FROM films WHERE id = $1`, id).Scan(&title)
	if errors.Is(err, sql.ErrNoRows) {
		return "", errGone
	}
	return title, err
}

func (s *server) Plain(ctx context.Context, id *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	title, err := s.find(ctx, id.Value)
	if err != nil {
		return nil, err // want errleak `library that calls server.Plain`
	}
	return wrapperspb.String(title), nil
}

func (s *server) Formatted(ctx context.Context, id *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	title, err := s.find(ctx, id.Value)
	if err != nil {
		return nil, status.Errorf(codes.Internal, "find: %v", err) // want errleak `status.Errorf`
	}
	return wrapperspb.String(title), nil
}

func (s *server) Constant(ctx context.Context, id *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	title, err := s.find(ctx, id.Value)
	if err != nil {
		log.Printf("find: %v", err)
		return nil, status.Error(codes.Internal, "cannot find the film") // ok: a text of its own
	}
	return wrapperspb.String(title), nil
}

func (s *server) Sentinel(ctx context.Context, id *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	title, err := s.find(ctx, id.Value)
	if errors.Is(err, errGone) {
		return nil, status.Error(codes.NotFound, err.Error()) // ok: the program's own text
	}
	if err != nil {
		log.Printf("find: %v", err)
		return nil, errGone // ok: the program's own text
	}
	return wrapperspb.String(title), nil
}

// Header cannot fail in a way that tells anything.
func (s *server) Header(ctx context.Context, _ *emptypb.Empty) (*emptypb.Empty, error) {
	if err := grpc.SetHeader(ctx, nil); err != nil {
		return nil, status.Errorf(codes.Internal, "header: %v", err) // ok: the client could not be answered
	}
	return &emptypb.Empty{}, nil
}

func (s *server) Watch(_ *emptypb.Empty, stream grpc.ServerStream) error {
	title, err := s.find(stream.Context(), "latest")
	if err != nil {
		return err // want errleak `library that calls server.Watch`
	}
	return stream.SendMsg(wrapperspb.String(title)) // ok: the client could not be answered
}

// hiding answers in place of the handlers whose errors are not meant for clients.
type hiding struct{ *server }

func (h *hiding) Plain(ctx context.Context, id *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	title, err := h.find(ctx, id.Value)
	if err != nil {
		return nil, err // ok: hide puts another error in its place
	}
	return wrapperspb.String(title), nil
}

func hide(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	resp, err := handler(ctx, req)
	if err == nil {
		return resp, nil
	}
	if _, ok := status.FromError(err); ok {
		return nil, err
	}
	log.Printf("internal: %v", err)
	return nil, status.Error(codes.Internal, "internal error")
}

// recovered turns panics into errors, and leaves errors as they are.
func recovered(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	defer func() {
		if p := recover(); p != nil {
			log.Printf("panic: %v", p)
			err = status.Error(codes.Internal, "internal error")
		}
	}()
	return handler(ctx, req)
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/films")
	if err != nil {
		log.Fatal(err)
	}
	loud := grpc.NewServer(grpc.UnaryInterceptor(recovered))
	registerFilms(loud, &server{db})
	quiet := grpc.NewServer(grpc.ChainUnaryInterceptor(recovered, hide))
	registerFilms(quiet, &hiding{&server{db}})

	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(quiet.Serve(lis)) }()
	log.Fatal(loud.Serve(lis))
}
