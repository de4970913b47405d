// Command humainputs asks hosts that the inputs of operations name.
package main

import (
	"context"
	"log"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type pingInput struct {
	URL string `query:"url"`
}

type hookInput struct {
	ID   string `path:"id"`
	Body struct {
		Target string `json:"target"`
	}
}

type output struct{ Body bool }

func ask(ctx context.Context, url string) (*output, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, huma.Error400BadRequest("no URL")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return &output{}, nil
	}
	defer resp.Body.Close()
	return &output{Body: resp.StatusCode == http.StatusOK}, nil
}

type server struct{}

func (server) ping(ctx context.Context, in *pingInput) (*output, error) {
	return ask(ctx, in.URL) // want ssrf "query parameter url"
}

func (server) hook(ctx context.Context, in *hookInput) (*output, error) {
	return ask(ctx, in.Body.Target) // want ssrf "body"
}

func (server) known(ctx context.Context, in *pingInput) (*output, error) {
	if !slices.Contains([]string{"https://a.example/", "https://b.example/"}, in.URL) {
		return nil, huma.Error400BadRequest("unknown host")
	}
	return ask(ctx, in.URL) // ok: one of two
}

func (server) item(ctx context.Context, in *hookInput) (*output, error) {
	return ask(ctx, "https://items.example/"+in.ID) // ok: the host is constant
}

func main() {
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("pings", "1.0.0"))
	s := server{}
	huma.Get(api, "/ping", s.ping)
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/hooks/{id}"}, s.hook)
	huma.Get(api, "/known", s.known)
	huma.Post(api, "/items/{id}", s.item)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
