// Package gateway builds a grpc-gateway mux with written and with compiled patterns.
package gateway

import (
	"net/http"

	"fixtures/routes/trace"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
)

func mark(name string) runtime.Middleware {
	return func(next runtime.HandlerFunc) runtime.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request, params map[string]string) {
			w.Header().Add(trace.Header, name)
			next(w, r, params)
		}
	}
}

func handle(name string) runtime.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request, _ map[string]string) {
		w.Header().Add(trace.Header, "= "+name)
	}
}

// The patterns are as protoc-gen-grpc-gateway compiles them: /v1/users/{id}, /v1/{name=shelves/*/books/*},
// /v1/files/{path=**} and /v1/users/{id}:cancel.
var (
	patternUser = runtime.MustPattern(runtime.NewPattern(1, []int{2, 0, 2, 1, 1, 0, 4, 1, 5, 2}, []string{"v1", "users", "id"}, ""))
	patternBook = runtime.MustPattern(runtime.NewPattern(1, []int{2, 0, 2, 1, 1, 0, 2, 2, 1, 0, 4, 4, 5, 3}, []string{"v1", "shelves", "books", "name"}, ""))
	patternFile = runtime.MustPattern(runtime.NewPattern(1, []int{2, 0, 2, 1, 3, 0, 4, 1, 5, 2}, []string{"v1", "files", "path"}, ""))
	patternVerb = runtime.MustPattern(runtime.NewPattern(1, []int{2, 0, 2, 1, 1, 0, 4, 1, 5, 2}, []string{"v1", "users", "id"}, "cancel"))
)

// Routes builds the mux.
func Routes() http.Handler {
	mux := runtime.NewServeMux(runtime.WithMiddlewares(mark("first"), mark("second")))
	mux.Handle("GET", patternUser, handle("user"))
	mux.Handle("GET", patternBook, handle("book"))
	mux.Handle("GET", patternFile, handle("file"))
	mux.Handle("POST", patternVerb, handle("cancel"))
	if err := mux.HandlePath("PUT", "/written/{name=a/*}/{rest=**}", handle("written")); err != nil {
		panic(err)
	}
	return trace.Mark("wrapper")(mux)
}
