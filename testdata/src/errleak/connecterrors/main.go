// Command connecterrors answers procedures of connect with errors, whose texts connect sends whether or not they are its own.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"

	"connectrpc.com/connect"
	_ "github.com/jackc/pgx/v5/stdlib"
	"google.golang.org/protobuf/types/known/emptypb"
)

type films struct{ db *sql.DB }

func (f *films) purge(ctx context.Context) error {
	_, err := f.db.ExecContext(ctx, `DELETE FROM films WHERE gone`)
	return err
}

type (
	request  = connect.Request[emptypb.Empty]
	response = connect.Response[emptypb.Empty]
)

func (f *films) plain(ctx context.Context, _ *request) (*response, error) {
	if err := f.purge(ctx); err != nil {
		return nil, err // want errleak `library that calls films.plain`
	}
	return connect.NewResponse(&emptypb.Empty{}), nil
}

func (f *films) made(ctx context.Context, _ *request) (*response, error) {
	if err := f.purge(ctx); err != nil {
		return nil, connect.NewError(connect.CodeInternal, err) // want errleak `connect.NewError`
	}
	return connect.NewResponse(&emptypb.Empty{}), nil
}

func (f *films) constant(ctx context.Context, _ *request) (*response, error) {
	if err := f.purge(ctx); err != nil {
		log.Printf("purge: %v", err)
		return nil, connect.NewError(connect.CodeInternal, errors.New("cannot purge")) // ok: a text of its own
	}
	return connect.NewResponse(&emptypb.Empty{}), nil
}

func (f *films) hidden(ctx context.Context, _ *request) (*response, error) {
	if err := f.purge(ctx); err != nil {
		return nil, err // ok: the interceptor hides it
	}
	return connect.NewResponse(&emptypb.Empty{}), nil
}

func (f *films) watch(ctx context.Context, _ *request, stream *connect.ServerStream[emptypb.Empty]) error {
	if err := f.purge(ctx); err != nil {
		return err // want errleak `library that calls films.watch`
	}
	return stream.Send(&emptypb.Empty{}) // ok: the client could not be answered
}

// hide puts an error of its own in the place of those that are not meant for clients.
func hide(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		resp, err := next(ctx, req)
		if own := new(connect.Error); err != nil && !errors.As(err, &own) {
			log.Printf("internal: %v", err)
			return nil, connect.NewError(connect.CodeInternal, errors.New("internal error"))
		}
		return resp, err
	}
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/films")
	if err != nil {
		log.Fatal(err)
	}
	f := &films{db}
	mux := http.NewServeMux()
	mux.Handle("/films/Plain", connect.NewUnaryHandler("/films/Plain", f.plain))
	mux.Handle("/films/Made", connect.NewUnaryHandler("/films/Made", f.made))
	mux.Handle("/films/Constant", connect.NewUnaryHandler("/films/Constant", f.constant))
	mux.Handle("/films/Watch", connect.NewServerStreamHandler("/films/Watch", f.watch))
	mux.Handle("/films/Hidden", connect.NewUnaryHandler("/films/Hidden", f.hidden,
		connect.WithInterceptors(connect.UnaryInterceptorFunc(hide))))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
