package main

import (
	"net/http"
	"testing"

	"fixtures/replay"

	"github.com/go-chi/chi/v5"
)

func TestReplay(t *testing.T) {
	r := router(replay.Store())
	send := replay.To(r)
	record := replay.New(t)
	err := chi.Walk(r.(chi.Router), func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		record.Add(send, method, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	record.Compare()
}
