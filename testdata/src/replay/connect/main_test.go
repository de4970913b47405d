package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"fixtures/replay"
)

func TestReplay(t *testing.T) {
	to := replay.To(handler(replay.Store()))
	send := func(r *http.Request) (int, string) {
		r.Header.Set("Content-Type", "application/json")
		r.Body = io.NopCloser(strings.NewReader("{}"))
		return to(r)
	}
	record := replay.New(t)
	for _, prefix := range []string{"", "/api", "/bare", "/around"} {
		for _, procedure := range []string{ordersListProcedure, ordersMineProcedure, ordersPublicProcedure} {
			record.Add(send, "", prefix+procedure)
		}
	}
	record.Compare()
}
