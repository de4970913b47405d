// Command ratelimited slows strangers down; that does not keep them out. Other refusals that have nothing to do with who
// is calling do not either.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/httprate"
	_ "github.com/jackc/pgx/v5/stdlib"
	"golang.org/x/time/rate"
)

type server struct {
	db          *sql.DB
	maintenance atomic.Bool
	mu          sync.Mutex
	clients     map[string]*rate.Limiter
}

// limited has a bucket for each address.
func (s *server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		limiter, ok := s.clients[r.RemoteAddr]
		if !ok {
			limiter = rate.NewLimiter(rate.Every(time.Second), 5)
			s.clients[r.RemoteAddr] = limiter
		}
		s.mu.Unlock()
		if !limiter.Allow() {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// closedForMaintenance refuses everybody now and then.
func (s *server) closedForMaintenance(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.maintenance.Load() {
			http.Error(w, "closed", http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// noRobots answers 403 to some clients.
func noRobots(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.UserAgent(), "bot") {
			http.Error(w, "no robots", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var user int64
		err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("Authorization")).Scan(&user)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) trains(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM trains`).Scan(&n); err != nil {
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
	s := &server{db: db, clients: map[string]*rate.Limiter{}}
	r := chi.NewRouter()
	r.With(s.limited).Get("/a", s.trains)                           // want routeauth "GET /a"
	r.With(httprate.LimitByIP(60, time.Minute)).Get("/b", s.trains) // want routeauth "GET /b"
	r.With(s.closedForMaintenance).Get("/c", s.trains)              // want routeauth "GET /c"
	r.With(noRobots).Get("/d", s.trains)                            // want routeauth "GET /d"
	r.With(s.limited, s.authenticated).Get("/e", s.trains)          // ok: a token is demanded too
	r.With(s.authenticated, noRobots).Get("/f", s.trains)           // ok: a token is demanded too
	log.Fatal(http.ListenAndServe(":8080", r))
}
