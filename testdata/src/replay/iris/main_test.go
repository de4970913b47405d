package main

import (
	"testing"

	"fixtures/replay"
)

func TestReplay(t *testing.T) {
	app := (&api{replay.Store()}).app()
	if err := app.Build(); err != nil {
		t.Fatal(err)
	}
	send := replay.To(app)
	record := replay.New(t)
	for _, route := range app.GetRoutes() {
		record.Add(send, route.Method, route.Tmpl().Src)
	}
	record.Compare()
}
