package main

import (
	"testing"

	"fixtures/replay"

	"github.com/go-kratos/kratos/v2/transport/http"
)

func TestReplay(t *testing.T) {
	a := &api{replay.Store()}
	record := replay.New(t)
	for _, srv := range []*http.Server{a.server(), a.tokens()} {
		err := srv.WalkRoute(func(r http.RouteInfo) error {
			record.Add(replay.To(srv), r.Method, r.Path)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	send := replay.To(a.server())
	record.Add(send, "", "/raw") // the library lists no routes without a method
	record.Add(send, "", "/rawfiltered")
	record.Compare()
}
