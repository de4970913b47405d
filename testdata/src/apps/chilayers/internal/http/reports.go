package http

import (
	"context"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"fixtures/apps/chilayers/internal/domain"
	"fixtures/apps/chilayers/internal/http/respond"
)

// ReportService is what the handler needs of the report service.
type ReportService interface {
	Revenue(ctx context.Context, groupBy string) ([]domain.Bucket, error)
	Latest(ctx context.Context, days int) ([]domain.Bucket, error)
	Currency(ctx context.Context, code string) (*domain.Currency, error)
}

// ReportHandler serves reports.
type ReportHandler struct {
	svc      ReportService
	verifier TokenVerifier
}

// NewReportHandler returns a handler on the service.
func NewReportHandler(svc ReportService, verifier TokenVerifier) *ReportHandler {
	return &ReportHandler{svc: svc, verifier: verifier}
}

// Routes returns the report routes, which guard themselves.
func (h *ReportHandler) Routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/latest", h.latest)              // want routeauth "GET /v1/reports/latest"
	r.Get("/currencies/{code}", h.currency) //apilint:public currencies are no secret
	r.With(Authenticate(h.verifier)).Get("/revenue", h.revenue)
	return r
}

func (h *ReportHandler) latest(w http.ResponseWriter, r *http.Request) {
	days, err := strconv.Atoi(r.URL.Query().Get("days"))
	if err != nil {
		days = 30
	}
	buckets, err := h.svc.Latest(r.Context(), days)
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, buckets)
}

func (h *ReportHandler) currency(w http.ResponseWriter, r *http.Request) {
	c, err := h.svc.Currency(r.Context(), chi.URLParam(r, "code")) // ok: currencies have no owner
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, c)
}

func (h *ReportHandler) revenue(w http.ResponseWriter, r *http.Request) {
	buckets, err := h.svc.Revenue(r.Context(), r.URL.Query().Get("group_by"))
	if err != nil {
		respond.Error(w, r, err)
		return
	}
	respond.JSON(w, http.StatusOK, buckets)
}
