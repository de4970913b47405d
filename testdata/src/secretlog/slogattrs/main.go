// Command slogattrs logs with log/slog.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"os"
	"strings"
)

type login struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// registration hides its password from logs.
type registration struct {
	Email    string
	Password string
}

// LogValue implements slog.LogValuer.
func (r registration) LogValue() slog.Value {
	return slog.GroupValue(slog.String("email", r.Email))
}

// hiddenField hides its password from JSON, and so from the JSON handler.
type hiddenField struct {
	Email    string `json:"email"`
	Password string `json:"-"`
}

var logger = slog.New(slog.NewJSONHandler(os.Stdout, nil))

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func headers(_ http.ResponseWriter, r *http.Request) {
	logger.Info("request", "authorization", r.Header.Get("Authorization")) // want secretlog
	logger.Debug("request", slog.Any("headers", r.Header))                 // want secretlog
	slog.Info("request", "token", bearer(r))                               // want secretlog
	logger.Info("request", "agent", r.UserAgent())                         // ok: the user agent is no secret
	logger.Info("request", "type", r.Header.Get("Content-Type"))           // ok: the content type is no secret
	logger.Info("request", "authenticated", bearer(r) != "")               // ok: only whether there is a token
	logger.Info("request", "token_length", len(bearer(r)))                 // ok: only the length
}

func cookies(_ http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("session_id")
	if err != nil {
		logger.Warn("no session", "err", err) // ok: the error names the cookie's name only
		return
	}
	logger.Info("session", "id", cookie.Value)  // want secretlog
	logger.Info("session", "name", cookie.Name) // ok: the name of a cookie is no secret
	sum := sha256.Sum256([]byte(cookie.Value))
	logger.Info("session", "hash", hex.EncodeToString(sum[:])) // ok: a hash
	logger.Info("session", "prefix", mask(cookie.Value))       // ok: masked
}

// mask keeps the first characters of a secret.
func mask(secret string) string {
	if len(secret) < 8 {
		return "****"
	}
	return secret[:4] + "****"
}

func bodies(w http.ResponseWriter, r *http.Request) {
	var in login
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	logger.Info("login", "request", in)                                                        // want secretlog
	logger.Info("login", slog.Any("request", &in))                                             // want secretlog
	logger.Info("login", "password", in.Password)                                              // want secretlog
	logger.With("pw", in.Password).Info("login")                                               // want secretlog
	logger.Info("login", "email", in.Email)                                                    // ok: only the address
	logger.Info("login", slog.Group("user", "email", in.Email, "long", len(in.Password) > 20)) // ok: only the length is tested
	logger.Info("register", "request", registration(in))                                       // ok: LogValue hides the password
	logger.Info("hidden", "request", hiddenField{in.Email, in.Password})                       // ok: the field has no JSON form
}

func dumped(_ http.ResponseWriter, r *http.Request) {
	if dump, err := httputil.DumpRequest(r, false); err == nil {
		logger.DebugContext(r.Context(), "request", "dump", string(dump)) // want secretlog
	}
	logger.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("path", r.URL.Path)) // ok: the path
}

// page says where a list goes on; its token is no credential.
type page struct {
	NextPageToken string
	Tokens        int
}

func counted(ctx context.Context, p page, cancelToken string) {
	logger.InfoContext(ctx, "page", "next_page_token", p.NextPageToken) // ok: a pagination token
	logger.InfoContext(ctx, "completion", "tokens", p.Tokens)           // ok: a number of tokens
	logger.InfoContext(ctx, "cancel", "cancellation", cancelToken)      // ok: a cancellation token
}

func configured() {
	key := os.Getenv("API_KEY")
	if key == "" {
		logger.Error("API_KEY is not set") // ok: the name of a variable
	}
	logger.Info("configured", "api_key", key)                              // want secretlog
	logger.Info("configured", "key_file", os.Getenv("TLS_KEY_FILE"))       // ok: the path of a file
	logger.Info("configured", "api_key_set", key != "", "password_min", 8) // ok: whether there is a key, and a number
}

func main() {
	configured()
	counted(context.Background(), page{NextPageToken: "b2Zmc2V0OjIw", Tokens: 42}, "job-7")
	http.HandleFunc("GET /headers", headers)
	http.HandleFunc("GET /cookies", cookies)
	http.HandleFunc("POST /bodies", bodies)
	http.HandleFunc("GET /dumped", dumped)
	_ = http.ListenAndServe(":8080", nil)
}
