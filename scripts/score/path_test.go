package main

import "testing"

func TestNormalPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/":                        "/",
		"/orders/":                 "/orders",
		"/orders/:id":              "/orders/{}",
		"/orders/{id:[0-9]{1,3}}":  "/orders/{}",
		"/orders/{id}":             "/orders/{}",
		"/files/*path":             "/files/{*}",
		"/files/{rest...}":         "/files/{*}",
		"/{path:.*}/track":         "/{*}/track",
		"/v1/{name=users/*}":       "/v1/users/{}",
		"/v1/{name}:rename":        "/v1/{}:rename",
		"/v1/{name=users/*}/posts": "/v1/users/{}/posts",
		"/ai:ask":                  "/ai:ask",
	} {
		if got := normalPath(path); got != want {
			t.Errorf("%s becomes %s, want %s", path, got, want)
		}
	}
}
