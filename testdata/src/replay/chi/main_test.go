package main

import (
	"net/http"
	"strings"
	"testing"

	"fixtures/replay"

	"github.com/go-chi/chi/v5"
)

func TestReplay(t *testing.T) {
	r := (&api{replay.Store()}).router()
	send := replay.To(r)
	record := replay.New(t)
	err := chi.Walk(r, func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if !strings.HasPrefix(path, "/cut/") { // every method; the foreign router below knows better
			record.Add(send, method, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	record.Add(send, http.MethodGet, "/cut/x")
	record.Add(send, http.MethodGet, "/cut/private/x")
	record.AddURL(send, "", "notfound", "/nowhere")
	record.Compare()
}
