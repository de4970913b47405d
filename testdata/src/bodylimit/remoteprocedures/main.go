// Procedures of connect, which reads messages of any size unless it is told otherwise.
package main

import (
	"context"
	"log"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle(greet.path, greet.handler)          // ok: bounded by its option
	mux.Handle("/example.v1.Example/Shout", shout) // want bodylimit "/example.v1.Example/Shout: connect reads a body of any size"
	log.Fatal(http.ListenAndServe(":8080", mux))
}

type procedure struct {
	path    string
	handler http.Handler
}

var greet = procedure{"/example.v1.Example/Greet", connect.NewUnaryHandler("/example.v1.Example/Greet", echo, connect.WithReadMaxBytes(1<<20))}

var shout = connect.NewUnaryHandler("/example.v1.Example/Shout", shoutBack)

func echo(_ context.Context, r *connect.Request[wrapperspb.StringValue]) (*connect.Response[wrapperspb.StringValue], error) {
	return connect.NewResponse(r.Msg), nil
}

func shoutBack(_ context.Context, r *connect.Request[wrapperspb.StringValue]) (*connect.Response[wrapperspb.StringValue], error) {
	return connect.NewResponse(wrapperspb.String(r.Msg.GetValue() + "!")), nil
}
