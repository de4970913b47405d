package main

import (
	"testing"

	"fixtures/replay"

	"github.com/gorilla/mux"
)

func TestReplay(t *testing.T) {
	r := (&api{replay.Store()}).router()
	send := replay.To(r)
	record := replay.New(t)
	err := r.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		path, err := route.GetPathTemplate()
		methods, _ := route.GetMethods()
		if err != nil || route.GetHandler() == nil || path == "/v4" {
			return nil // a subrouter, or the router behind StripPrefix
		}
		url := replay.URL(path)
		if host, err := route.GetHostTemplate(); err == nil {
			url = "http://" + host + url
		}
		for _, m := range methods {
			record.AddURL(send, m, path, url)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	record.Add(send, "POST", "/v4/login")
	record.Add(send, "GET", "/v4/x")
	record.AddURL(send, "", "notfound", "/nowhere")
	record.Compare()
}
