// Package http is the HTTP face of the service.
package http

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/cors"
)

// Handlers are the handlers of the API.
type Handlers struct {
	Accounts  *AccountHandler
	Invoices  *InvoiceHandler
	Customers *CustomerHandler
	Reports   *ReportHandler
}

// NewRouter returns the handler of the whole API.
func NewRouter(h Handlers, verifier TokenVerifier, log *slog.Logger) http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Recoverer, requestLogger(log))
	r.Use(cors.Handler(cors.Options{
		AllowOriginFunc:  trustedOrigin, // want cors
		AllowedMethods:   []string{"GET", "POST", "PUT", "DELETE"},
		AllowedHeaders:   []string{"Authorization", "Content-Type"},
		AllowCredentials: true,
	}))

	r.Get("/livez", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok")) }) // ok: health is public by design

	r.Route("/v1", func(r chi.Router) {
		h.Accounts.Mount(r)
		r.Mount("/reports", h.Reports.Routes())

		r.Group(func(r chi.Router) {
			r.Use(Authenticate(verifier))
			r.Mount("/invoices", h.Invoices.Routes())
			r.Route("/customers", h.Customers.Register)

			r.With(RequireRole("admin")).Get("/support/invoices/{id}", h.Invoices.Support)
		})
	})
	return r
}

// trustedOrigin lets all our sub-domains read.
func trustedOrigin(_ *http.Request, origin string) bool {
	return strings.HasSuffix(origin, "billing.example.com")
}
