package main

import (
	"testing"

	"fixtures/replay"
)

// The library lists no routes, so these are written down.
var routes = []struct{ method, path, url string }{
	{"GET", "/open", "/open"},
	{"", "/own", "/own"},
	{"GET", "/refused/{id}", "/refused/1"},
	{"GET", "/goeson", "/goeson"},
	{"GET", "/greeting", "/greeting"},
	{"GET", "/identified", "/identified"},
	{"GET", "/demanded", "/demanded"},
	{"GET", "/reversed", "/reversed"},
	{"GET", "/exact/", "/exact/"},
	{"GET", "/files/{path...}", "/files/a/b"},
	{"GET", "/files/public/{path...}", "/files/public/a"},
	{"POST", "/open", "http://hosted.example/open"},
	{"GET", "/v1/x", "/v1/x"},
	{"GET", "/v1/public/x", "/v1/public/x"},
	{"GET", "/v2/x", "/v2/x"},
	{"GET", "/v2/public/x", "/v2/public/x"},
	{"GET", "/v3/x", "/v3/x"},
	{"GET", "/v3/public/x", "/v3/public/x"},
	{"GET", "/alice", "/alice"},
	{"GET", "/alice/reversed", "/alice/reversed"},
	{"GET", "/alice/appended", "/alice/appended"},
	{"GET", "/alice/extended", "/alice/extended"},
	{"GET", "/alice/known", "/alice/known"},
	{"GET", "/timeout", "/timeout"},
	{"POST", "/gate/login", "/gate/login"},
	{"GET", "/gate/loginhistory", "/gate/loginhistory"},
	{"GET", "/gate/assets/logo", "/gate/assets/logo"},
	{"GET", "/gate/assetlist", "/gate/assetlist"},
	{"GET", "/gate/items/{name}", "/gate/items/x"},
}

func TestReplay(t *testing.T) {
	send := replay.To((&api{replay.Store()}).handler())
	record := replay.New(t)
	for _, r := range routes {
		record.AddURL(send, r.method, r.path, r.url)
	}
	record.Compare()
}
