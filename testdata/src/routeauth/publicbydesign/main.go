// Command publicbydesign has routes that everybody may call, and one that nobody meant to open.
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"expvar"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/mux"
	_ "github.com/jackc/pgx/v5/stdlib"
	"golang.org/x/crypto/bcrypt"
)

type server struct {
	db            *sql.DB
	webhookSecret []byte
}

func (s *server) loggedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("sid")
		if err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		var user int64
		if err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM sessions WHERE id = $1`, cookie.Value).Scan(&user); err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	var (
		id   int64
		hash []byte
	)
	err := s.db.QueryRowContext(r.Context(), `SELECT id, hash FROM users WHERE email = $1`, r.FormValue("email")).Scan(&id, &hash)
	if err != nil || bcrypt.CompareHashAndPassword(hash, []byte(r.FormValue("password"))) != nil {
		http.Error(w, "wrong email or password", http.StatusUnauthorized)
		return
	}
	s.startSession(w, r, id)
}

func (s *server) startSession(w http.ResponseWriter, r *http.Request, user int64) {
	sid := rand.Text()
	if _, err := s.db.ExecContext(r.Context(), `INSERT INTO sessions (id, user_id) VALUES ($1, $2)`, sid, user); err != nil {
		http.Error(w, "cannot start session", http.StatusInternalServerError)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "sid", Value: sid, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode})
}

func (s *server) register(w http.ResponseWriter, r *http.Request) {
	hash, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), bcrypt.DefaultCost)
	if err != nil {
		http.Error(w, "unusable password", http.StatusBadRequest)
		return
	}
	if _, err := s.db.ExecContext(r.Context(), `INSERT INTO users (email, hash) VALUES ($1, $2)`, r.FormValue("email"), hash); err != nil {
		http.Error(w, "cannot register", http.StatusInternalServerError)
	}
}

// forgot stores a reset code that is mailed by another process.
func (s *server) forgot(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.ExecContext(r.Context(), `UPDATE users SET reset_code = $2 WHERE email = $1`, r.FormValue("email"), rand.Text())
	if err != nil {
		log.Printf("reset: %v", err)
	}
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) reset(w http.ResponseWriter, r *http.Request) {
	hash, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), bcrypt.DefaultCost)
	if err != nil {
		http.Error(w, "unusable password", http.StatusBadRequest)
		return
	}
	res, err := s.db.ExecContext(r.Context(), `UPDATE users SET hash = $2, reset_code = NULL WHERE reset_code = $1`, r.FormValue("code"), hash)
	if err != nil {
		http.Error(w, "cannot reset", http.StatusInternalServerError)
		return
	}
	if n, _ := res.RowsAffected(); n == 0 {
		http.Error(w, "unknown code", http.StatusBadRequest)
	}
}

// refresh swaps a refresh token for a session.
func (s *server) refresh(w http.ResponseWriter, r *http.Request) {
	var user int64
	err := s.db.QueryRowContext(r.Context(), `DELETE FROM refresh_tokens WHERE token = $1 RETURNING user_id`, r.FormValue("refresh_token")).Scan(&user)
	if err != nil {
		http.Error(w, "unknown token", http.StatusUnauthorized)
		return
	}
	s.startSession(w, r, user)
}

func (s *server) payment(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		http.Error(w, "cannot read", http.StatusBadRequest)
		return
	}
	if !s.signed(body, r.Header.Get("X-Signature")) {
		http.Error(w, "bad signature", http.StatusForbidden)
		return
	}
	s.markPaid(w, r, body)
}

// unsigned takes the same messages without looking at the signature.
func (s *server) unsigned(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		http.Error(w, "cannot read", http.StatusBadRequest)
		return
	}
	s.markPaid(w, r, body)
}

func (s *server) signed(body []byte, signature string) bool {
	given, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, s.webhookSecret)
	mac.Write(body)
	return hmac.Equal(given, mac.Sum(nil))
}

func (s *server) markPaid(w http.ResponseWriter, r *http.Request, body []byte) {
	var event struct{ Order int64 }
	if err := json.Unmarshal(body, &event); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	if _, err := s.db.ExecContext(r.Context(), `UPDATE orders SET paid = true WHERE id = $1`, event.Order); err != nil {
		http.Error(w, "cannot store", http.StatusInternalServerError)
	}
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	var one int
	if err := s.db.QueryRowContext(r.Context(), `SELECT 1`).Scan(&one); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (s *server) orders(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM orders`).Scan(&n); err != nil {
		http.Error(w, "cannot count", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, []byte(os.Getenv("WEBHOOK_SECRET"))}

	r := mux.NewRouter()
	r.HandleFunc("/login", s.login).Methods("POST")                                               // ok: login
	r.HandleFunc("/register", s.register).Methods("POST")                                         // ok: registration
	r.HandleFunc("/password/forgot", s.forgot).Methods("POST")                                    // ok: password reset
	r.HandleFunc("/password/reset", s.reset).Methods("POST")                                      // ok: password reset
	r.HandleFunc("/token/refresh", s.refresh).Methods("POST")                                     // ok: token refresh
	r.HandleFunc("/readyz", s.ready).Methods("GET")                                               // ok: readiness
	r.HandleFunc("/webhooks/payment", s.payment).Methods("POST")                                  // ok: the signature is verified
	r.HandleFunc("/webhooks/legacy", s.unsigned).Methods("POST")                                  // want routeauth "POST /webhooks/legacy"
	r.PathPrefix("/docs/").Handler(http.StripPrefix("/docs/", http.FileServer(http.Dir("docs")))) // ok: documentation
	r.HandleFunc("/orders/count", s.orders).Methods("GET")                                        // want routeauth "GET /orders/count"
	//apilint:public the shop window shows the number of orders
	r.HandleFunc("/window/count", s.orders).Methods("GET") // ok: declared public

	private := r.PathPrefix("/private").Subrouter()
	private.Use(s.loggedIn)
	private.HandleFunc("/orders/count", s.orders).Methods("GET") // ok: guarded, the refusal is a redirect

	metrics := http.NewServeMux()
	metrics.Handle("/metrics", expvar.Handler()) // ok: metrics on an internal listener
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:9100", metrics)) }()
	log.Fatal(http.ListenAndServe(":8080", r))
}
