// Package config reads the configuration from the environment.
package config

import (
	"fmt"
	"log/slog"
	"os"
)

// Secret is a string that never appears in logs.
type Secret string

// LogValue implements slog.LogValuer.
func (Secret) LogValue() slog.Value { return slog.StringValue("[redacted]") }

// String implements fmt.Stringer.
func (Secret) String() string { return "[redacted]" }

// SMTP is the account that mails invoices.
type SMTP struct {
	Host     string
	User     string
	Password string
}

// Config is the configuration of the service.
type Config struct {
	Addr        string
	DatabaseURL Secret
	SigningKey  Secret
	SMTP        SMTP
}

// Load reads the configuration; all secrets must be set.
func Load() (*Config, error) {
	cfg := &Config{
		Addr:        os.Getenv("ADDR"),
		DatabaseURL: Secret(os.Getenv("DATABASE_URL")),
		SigningKey:  Secret(os.Getenv("SIGNING_KEY")),
		SMTP: SMTP{
			Host:     os.Getenv("SMTP_HOST"),
			User:     os.Getenv("SMTP_USER"),
			Password: os.Getenv("SMTP_PASSWORD"),
		},
	}
	if cfg.Addr == "" {
		cfg.Addr = ":8080"
	}
	for name, value := range map[string]Secret{"DATABASE_URL": cfg.DatabaseURL, "SIGNING_KEY": cfg.SigningKey} {
		if value == "" {
			return nil, fmt.Errorf("config: %s is not set", name)
		}
	}
	return cfg, nil
}
