package main

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"
)

// What follows has the shape of the code that oapi-codegen makes for chi, with security schemes and a strict server.

const bearerAuthScopes = "BearerAuth.Scopes"

// ServerInterface represents all server handlers.
type ServerInterface interface {
	// (GET /orders)
	ListOrders(w http.ResponseWriter, r *http.Request)
	// (GET /orders/{id})
	GetOrder(w http.ResponseWriter, r *http.Request, id string)
	// (GET /health)
	GetHealth(w http.ResponseWriter, r *http.Request)
}

// MiddlewareFunc is a middleware of operations.
type MiddlewareFunc func(http.Handler) http.Handler

// ServerInterfaceWrapper converts contexts to parameters.
type ServerInterfaceWrapper struct {
	Handler            ServerInterface
	HandlerMiddlewares []MiddlewareFunc
	ErrorHandlerFunc   func(w http.ResponseWriter, r *http.Request, err error)
}

// ListOrders operation middleware
func (siw *ServerInterfaceWrapper) ListOrders(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	ctx = context.WithValue(ctx, bearerAuthScopes, []string{})
	r = r.WithContext(ctx)
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.ListOrders(w, r)
	}))
	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}
	handler.ServeHTTP(w, r)
}

// GetOrder operation middleware
func (siw *ServerInterfaceWrapper) GetOrder(w http.ResponseWriter, r *http.Request) {
	id := chi.URLParam(r, "id")
	ctx := r.Context()
	ctx = context.WithValue(ctx, bearerAuthScopes, []string{"orders:read"})
	r = r.WithContext(ctx)
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.GetOrder(w, r, id)
	}))
	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}
	handler.ServeHTTP(w, r)
}

// GetHealth operation middleware
func (siw *ServerInterfaceWrapper) GetHealth(w http.ResponseWriter, r *http.Request) {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		siw.Handler.GetHealth(w, r)
	}))
	for _, middleware := range siw.HandlerMiddlewares {
		handler = middleware(handler)
	}
	handler.ServeHTTP(w, r)
}

// ChiServerOptions are the options of HandlerWithOptions.
type ChiServerOptions struct {
	BaseURL          string
	BaseRouter       chi.Router
	Middlewares      []MiddlewareFunc
	ErrorHandlerFunc func(w http.ResponseWriter, r *http.Request, err error)
}

// HandlerWithOptions creates a handler with additional options.
func HandlerWithOptions(si ServerInterface, options ChiServerOptions) http.Handler {
	r := options.BaseRouter
	if r == nil {
		r = chi.NewRouter()
	}
	wrapper := ServerInterfaceWrapper{
		Handler:            si,
		HandlerMiddlewares: options.Middlewares,
		ErrorHandlerFunc:   options.ErrorHandlerFunc,
	}
	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/orders", wrapper.ListOrders)
	})
	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/orders/{id}", wrapper.GetOrder)
	})
	r.Group(func(r chi.Router) {
		r.Get(options.BaseURL+"/health", wrapper.GetHealth)
	})
	return r
}

// StrictServerInterface represents all server handlers.
type StrictServerInterface interface {
	ListOrders(ctx context.Context) (string, error)
	GetOrder(ctx context.Context, id string) (string, error)
	GetHealth(ctx context.Context) (string, error)
}

// StrictHandlerFunc is an operation of a strict server.
type StrictHandlerFunc func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error)

// StrictMiddlewareFunc is a middleware of operations of a strict server.
type StrictMiddlewareFunc func(f StrictHandlerFunc, operationID string) StrictHandlerFunc

// NewStrictHandler makes a server of a strict one.
func NewStrictHandler(ssi StrictServerInterface, middlewares []StrictMiddlewareFunc) ServerInterface {
	return &strictHandler{ssi: ssi, middlewares: middlewares}
}

type strictHandler struct {
	ssi         StrictServerInterface
	middlewares []StrictMiddlewareFunc
}

// ListOrders operation middleware
func (sh *strictHandler) ListOrders(w http.ResponseWriter, r *http.Request) {
	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, _ any) (any, error) {
		return sh.ssi.ListOrders(ctx)
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "ListOrders")
	}
	answer(w, r, handler)
}

// GetOrder operation middleware
func (sh *strictHandler) GetOrder(w http.ResponseWriter, r *http.Request, id string) {
	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
		return sh.ssi.GetOrder(ctx, request.(string))
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "GetOrder")
	}
	answer(w, r, func(ctx context.Context, w http.ResponseWriter, r *http.Request, _ any) (any, error) {
		return handler(ctx, w, r, id)
	})
}

// GetHealth operation middleware
func (sh *strictHandler) GetHealth(w http.ResponseWriter, r *http.Request) {
	handler := func(ctx context.Context, w http.ResponseWriter, r *http.Request, _ any) (any, error) {
		return sh.ssi.GetHealth(ctx)
	}
	for _, middleware := range sh.middlewares {
		handler = middleware(handler, "GetHealth")
	}
	answer(w, r, handler)
}

// answer writes what an operation returns. A nil response has been written already.
func answer(w http.ResponseWriter, r *http.Request, handler StrictHandlerFunc) {
	response, err := handler(r.Context(), w, r, nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	} else if text, ok := response.(string); ok {
		_, _ = w.Write([]byte(text))
	}
}
