// Command redactedtype logs values whose types hide their secrets, and some that only seem to.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"

	"github.com/rs/zerolog"
	"go.uber.org/zap"
)

// Token hides itself from fmt, slog and JSON.
type Token string

// String implements fmt.Stringer.
func (Token) String() string { return "[token]" }

// LogValue implements slog.LogValuer.
func (Token) LogValue() slog.Value { return slog.StringValue("[token]") }

// MarshalJSON implements json.Marshaler.
func (Token) MarshalJSON() ([]byte, error) { return []byte(`"[token]"`), nil }

// RawToken shows itself although it has a String method.
type RawToken string

// String implements fmt.Stringer.
func (t RawToken) String() string { return strings.TrimSpace(string(t)) }

// Password hides itself from slog only.
type Password string

// LogValue implements slog.LogValuer.
func (Password) LogValue() slog.Value { return slog.StringValue("***") }

// account carries a password; slog does not ask the types inside a struct.
type account struct {
	Name     string
	Password Password
}

// grant carries a token that hides itself everywhere.
type grant struct {
	User  string `json:"user"`
	Token Token  `json:"token"`
}

// session hides its key by leaving it out of JSON and of String.
type session struct {
	User string `json:"user"`
	Key  string `json:"-"`
}

// String implements fmt.Stringer.
func (s session) String() string { return "session of " + s.User }

// redact replaces all but the last characters.
func redact(secret string) string {
	if len(secret) <= 4 {
		return "****"
	}
	return strings.Repeat("*", len(secret)-4) + secret[len(secret)-4:]
}

// trim only looks like a mask.
func trim(secret string) string { return strings.Trim(secret, " \n") }

func main() {
	secret := os.Getenv("API_TOKEN")
	logger := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	zapLogger := zap.Must(zap.NewProduction())
	zeroLogger := zerolog.New(os.Stdout)

	logger.Info("start", "token", Token(secret))                             // ok: LogValue hides it
	log.Printf("start with %v", Token(secret))                               // ok: String hides it
	fmt.Println("start with", Token(secret))                                 // ok: String hides it
	zapLogger.Info("start", zap.Stringer("token", Token(secret)))            // ok: String hides it
	zeroLogger.Info().Stringer("token", Token(secret)).Send()                // ok: String hides it
	zeroLogger.Info().Interface("grant", grant{"ann", Token(secret)}).Send() // ok: MarshalJSON hides it
	logger.Info("start", "grant", grant{"ann", Token(secret)})               // ok: MarshalJSON hides it
	log.Printf("start with %v", session{"ann", secret})                      // ok: String hides the key
	zeroLogger.Info().Interface("session", session{"ann", secret}).Send()    // ok: the field has no JSON form
	logger.Info("start", "token", redact(secret))                            // ok: masked
	logger.Info("start", "password", Password(secret))                       // ok: LogValue hides it

	log.Printf("start with %s", string(Token(secret)))                             // want secretlog
	log.Printf("start with %v", RawToken(secret))                                  // want secretlog
	log.Printf("start with %v", Password(secret))                                  // want secretlog
	logger.Info("start", "account", account{"ann", Password(secret)})              // want secretlog
	zapLogger.Info("start", zap.String("key", session{"ann", secret}.Key))         // want secretlog
	logger.Info("start", "token", trim(secret))                                    // want secretlog
	if text, err := json.Marshal(map[string]string{"token": secret}); err == nil { // ok: nothing is logged yet
		log.Printf("start with %s", text) // want secretlog
	}
}
