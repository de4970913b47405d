package http

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"fixtures/apps/chilayers/internal/domain"
	"fixtures/apps/chilayers/internal/http/respond"
)

// CustomerService is what the handler needs of the customer service.
type CustomerService interface {
	Get(ctx context.Context, id int64) (*domain.Customer, error)
	List(ctx context.Context, ownerID int64) ([]domain.Customer, error)
	Update(ctx context.Context, c domain.Customer) error
}

// CustomerHandler serves customers.
type CustomerHandler struct{ svc CustomerService }

// NewCustomerHandler returns a handler on the service.
func NewCustomerHandler(svc CustomerService) *CustomerHandler { return &CustomerHandler{svc: svc} }

// Register adds the customer routes; the caller guards them.
func (h *CustomerHandler) Register(r chi.Router) {
	r.Get("/", h.list)
	r.Get("/{id}", h.get)
	r.Put("/{id}", h.update)
}

func (h *CustomerHandler) list(w http.ResponseWriter, r *http.Request) {
	owner, err := strconv.ParseInt(r.URL.Query().Get("owner_id"), 10, 64)
	if err != nil {
		respond.Error(w, r, &domain.ValidationError{Field: "owner_id", Reason: "is not a number"})
		return
	}
	list, err := h.svc.List(r.Context(), owner) // want ownercheck "GET /v1/customers"
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, list)
}

func (h *CustomerHandler) get(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	c, err := h.svc.Get(r.Context(), id) // ok: the generated query has the owner in its predicate
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, c)
}

func (h *CustomerHandler) update(w http.ResponseWriter, r *http.Request) {
	id, ok := int64Param(w, r, "id")
	if !ok {
		return
	}
	var in domain.Customer
	if !decode(w, r, &in) {
		return
	}
	in.ID = id
	if err := h.svc.Update(r.Context(), in); err != nil { // want ownercheck "PUT /v1/customers/{id}"
		respond.Error(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
