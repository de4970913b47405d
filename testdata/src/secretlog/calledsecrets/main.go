// Command calledsecrets logs values that have no name of their own: only the line says what they are.
package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"math/big"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/labstack/echo/v4"
	glog "github.com/labstack/gommon/log"
	"google.golang.org/grpc/metadata"
)

var db *sql.DB

func random() []byte {
	b := make([]byte, 32)
	rand.Read(b)
	return b
}

func startSession(w http.ResponseWriter, r *http.Request) {
	id := hex.EncodeToString(random())
	if _, err := db.ExecContext(r.Context(), "INSERT INTO sessions (id) VALUES ($1)", id); err != nil {
		log.Printf("session not stored: %v", err) // ok: the error
		return
	}
	log.Printf("session %s started for user %d", id, 7) // want secretlog
	slog.Info("started", "session", id)                 // want secretlog
	slog.Info("session started", "user", 7)             // ok: no session in it
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: id, Secure: true, HttpOnly: true})
}

func traced(r *http.Request) {
	id := hex.EncodeToString(random())
	log.Printf("request %s of %s", id, r.URL.Path) // ok: a request's id is no secret
	slog.Info("token refused", "request", id)      // ok: the message is about a token, the value is not
}

func sendReset(email string) {
	link := base64.RawURLEncoding.EncodeToString(random())
	log.Printf("reset link for %s: https://app.example/reset?token=%s", email, link) // want secretlog
	log.Printf("reset token sent to %s", email)                                      // ok: the address
}

func sendOTP(phone string) error {
	n, err := rand.Int(rand.Reader, big.NewInt(1000000))
	if err != nil {
		return err
	}
	code := fmt.Sprintf("%06d", n)
	log.Printf("otp for %s is %s", phone, code)      // want secretlog
	log.Printf("otp for %s has %d digits", phone, 6) // ok: a number
	return nil
}

func connect() {
	dsn := fmt.Sprintf("host=%s user=%s password=%s", os.Getenv("DB_HOST"), os.Getenv("DB_USER"), os.Getenv("DB_PASS"))
	log.Printf("connecting with %s", dsn)                // want secretlog
	log.Printf("connecting to %s", os.Getenv("DB_HOST")) // ok: the host
	glog.Infof("using %s", os.Getenv("API_KEY"))         // want secretlog
}

func signIn(c echo.Context) error {
	var in map[string]any
	if err := json.NewDecoder(c.Request().Body).Decode(&in); err != nil {
		return err
	}
	password, _ := in["password"].(string)
	if !matches(password) {
		log.Printf("failed login: %v", in)             // want secretlog
		log.Printf("failed login: %v", in["email"])    // ok: the address
		log.Printf("failed login: %v", in["password"]) // want secretlog
	}
	return c.NoContent(http.StatusNoContent)
}

func matches(string) bool { return false }

// event reads no secret from its body.
func event(c echo.Context) error {
	var in map[string]any
	if err := json.NewDecoder(c.Request().Body).Decode(&in); err != nil {
		return err
	}
	log.Printf("event %v: %v", in["kind"], in) // ok: nothing says that a secret is in it
	return c.NoContent(http.StatusNoContent)
}

func called(ctx context.Context) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok || len(md.Get("authorization")) == 0 {
		slog.Warn("refused", "metadata", md) // want secretlog
	}
	slog.Warn("refused", "agent", md.Get("user-agent")) // ok: the agent
}

func parse(text string) error {
	return fmt.Errorf("unexpected token %q", text)
}

func read(c echo.Context) error {
	if err := parse(c.QueryParam("filter")); err != nil {
		log.Print(err)                                            // ok: a token of a language
		log.Printf("unexpected token %q", c.QueryParam("filter")) // ok: the same
	}
	return nil
}

func main() {
	connect()
	if err := sendOTP("1"); err != nil {
		log.Fatal(err)
	}
	sendReset("a@example.com")
	called(context.Background())
	http.HandleFunc("POST /sessions", startSession)
	http.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { traced(r) })
	e := echo.New()
	e.POST("/signin", signIn)
	e.POST("/events", event)
	e.GET("/read", read)
	go http.ListenAndServe(":8081", nil)
	log.Fatal(e.Start(":8080"))
}
