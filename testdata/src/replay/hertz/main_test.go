package main

import (
	"net/http"
	"testing"

	"fixtures/replay"

	"github.com/cloudwego/hertz/pkg/common/ut"
)

func TestReplay(t *testing.T) {
	h := (&api{replay.Store()}).server()
	send := func(r *http.Request) (int, string) {
		var headers []ut.Header
		for name := range r.Header {
			headers = append(headers, ut.Header{Key: name, Value: r.Header.Get(name)})
		}
		res := ut.PerformRequest(h.Engine, r.Method, r.URL.Path, nil, headers...).Result()
		return res.StatusCode(), string(res.Body())
	}
	record := replay.New(t)
	for _, route := range h.Routes() {
		record.Add(send, route.Method, route.Path)
	}
	record.Compare()
}
