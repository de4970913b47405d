package main

import (
	"testing"

	"fixtures/replay"

	"github.com/go-kratos/kratos/v2/transport/http"
)

func TestReplay(t *testing.T) {
	srv := (&api{replay.Store()}).server()
	send := replay.To(srv)
	record := replay.New(t)
	err := srv.WalkRoute(func(r http.RouteInfo) error {
		record.Add(send, r.Method, r.Path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	record.Add(send, "", "/raw") // the library lists no routes without a method
	record.Add(send, "", "/rawfiltered")
	record.Compare()
}
