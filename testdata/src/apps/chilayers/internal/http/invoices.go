package http

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"fixtures/apps/chilayers/internal/domain"
	"fixtures/apps/chilayers/internal/http/respond"
)

// InvoiceService is what the handler needs of the invoice service.
type InvoiceService interface {
	List(ctx context.Context, sort string) ([]domain.Invoice, error)
	Get(ctx context.Context, id int64) (*domain.Invoice, error)
	Create(ctx context.Context, customerID int64, number string, cents int64) (*domain.Invoice, error)
	Send(ctx context.Context, id int64) error
	Void(ctx context.Context, id int64) error
	Delete(ctx context.Context, id int64) error
	Attachment(ctx context.Context, invoiceID, id int64) (*domain.Attachment, error)
	Preview(ctx context.Context, invoiceID, id int64) (string, error)
	Any(ctx context.Context, id int64) (*domain.Invoice, error)
}

// InvoiceHandler serves invoices.
type InvoiceHandler struct{ svc InvoiceService }

// NewInvoiceHandler returns a handler on the service.
func NewInvoiceHandler(svc InvoiceService) *InvoiceHandler { return &InvoiceHandler{svc: svc} }

// Routes returns the invoice routes; the caller guards them.
func (h *InvoiceHandler) Routes() chi.Router {
	r := chi.NewRouter()
	r.Get("/", h.list)
	r.Post("/", h.create)
	r.Route("/{id}", func(r chi.Router) {
		r.Get("/", h.get)
		r.Delete("/", h.delete)
		r.Post("/send", h.send)
		r.Post("/void", h.void)
		r.Get("/attachments/{attachmentID}", h.attachment)
		r.Get("/attachments/{attachmentID}/preview", h.preview)
	})
	return r
}

// int64Param answers the request and returns false when the path parameter is no number.
func int64Param(w http.ResponseWriter, r *http.Request, name string) (int64, bool) {
	id, err := strconv.ParseInt(chi.URLParam(r, name), 10, 64)
	if err != nil {
		respond.Error(w, r, &domain.ValidationError{Field: name, Reason: "is not a number"})
		return 0, false
	}
	return id, true
}

func (h *InvoiceHandler) list(w http.ResponseWriter, r *http.Request) {
	list, err := h.svc.List(r.Context(), r.URL.Query().Get("sort"))
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, list)
}

func (h *InvoiceHandler) create(w http.ResponseWriter, r *http.Request) {
	var in struct {
		CustomerID int64  `json:"customer_id"`
		Number     string `json:"number"`
		Cents      int64  `json:"cents"`
	}
	if !decode(w, r, &in) {
		return
	}
	inv, err := h.svc.Create(r.Context(), in.CustomerID, in.Number, in.Cents) // ok: the service looks the customer up among the caller's
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusCreated, inv)
}

func (h *InvoiceHandler) get(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	inv, err := h.svc.Get(r.Context(), id) // ok: the service compares the owner, three calls down
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, inv)
}

func (h *InvoiceHandler) delete(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	if err := h.svc.Delete(r.Context(), id); err != nil { // ok: the generated query has the owner in its predicate
		respond.Error(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h *InvoiceHandler) send(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	if err := h.svc.Send(r.Context(), id); err != nil { // ok: the service compares the owner before the update
		respond.Error(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h *InvoiceHandler) void(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	if err := h.svc.Void(r.Context(), id); err != nil { // want ownercheck "POST /v1/invoices/{id}/void"
		respond.Error(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h *InvoiceHandler) attachment(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	attachmentID, ok := int64Param(w, r, "attachmentID")
	if !ok {
		return
	}
	a, err := h.svc.Attachment(r.Context(), id, attachmentID) // ok: both ids meet in one predicate
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(a.Content)
}

func (h *InvoiceHandler) preview(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	attachmentID, ok := int64Param(w, r, "attachmentID")
	if !ok {
		return
	}
	text, err := h.svc.Preview(r.Context(), id, attachmentID) // want ownercheck "GET /v1/invoices/{id}/attachments/{attachmentID}/preview"
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, map[string]string{"preview": text})
}

// Support answers any invoice to the support team.
func (h *InvoiceHandler) Support(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	inv, err := h.svc.Any(r.Context(), id) // ok: the route demands the admin role
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, inv)
}
