// Command api serves the billing API.
package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"fixtures/apps/chilayers/internal/auth"
	"fixtures/apps/chilayers/internal/config"
	api "fixtures/apps/chilayers/internal/http"
	"fixtures/apps/chilayers/internal/repo"
	"fixtures/apps/chilayers/internal/service"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	if err := run(log); err != nil {
		log.Error("api stopped", "err", err)
		os.Exit(1)
	}
}

func run(log *slog.Logger) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	cfg, err := config.Load()
	if err != nil {
		return err
	}
	log.Info("starting", "addr", cfg.Addr, "database", cfg.DatabaseURL) // ok: the type redacts itself
	log.Info("mail account", "smtp", cfg.SMTP)                          // want secretlog

	pool, err := pgxpool.New(ctx, string(cfg.DatabaseURL))
	if err != nil {
		return err
	}
	defer pool.Close()

	srv := &http.Server{
		Addr:              cfg.Addr,
		Handler:           newHandler(cfg, pool, log),
		ReadHeaderTimeout: 5 * time.Second,
	}
	go func() {
		<-ctx.Done()
		_ = srv.Shutdown(context.WithoutCancel(ctx))
	}()
	if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func newHandler(cfg *config.Config, pool *pgxpool.Pool, log *slog.Logger) http.Handler {
	tokens := auth.NewTokens(string(cfg.SigningKey), log)
	customers := repo.NewCustomers(pool)
	return api.NewRouter(api.Handlers{
		Accounts:  api.NewAccountHandler(service.NewAccounts(repo.NewUsers(pool), tokens, log)),
		Invoices:  api.NewInvoiceHandler(service.NewInvoices(repo.NewInvoices(pool), customers)),
		Customers: api.NewCustomerHandler(service.NewCustomers(customers)),
		Reports:   api.NewReportHandler(service.NewReports(repo.NewReports(pool)), tokens),
	}, tokens, log)
}
