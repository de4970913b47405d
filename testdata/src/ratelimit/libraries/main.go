// Limiters of more libraries.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"time"

	"github.com/didip/tollbooth/v8"
	"github.com/sethvargo/go-limiter/httplimit"
	"github.com/sethvargo/go-limiter/memorystore"
	"github.com/throttled/throttled/v2"
	"github.com/ulule/limiter/v3"
	"github.com/ulule/limiter/v3/drivers/middleware/stdlib"
	"github.com/ulule/limiter/v3/drivers/store/memory"
	"golang.org/x/crypto/bcrypt"
)

var db *sql.DB

func main() {
	mux := http.NewServeMux()
	login := http.HandlerFunc(check)

	store, err := memorystore.New(&memorystore.Config{Tokens: 5, Interval: time.Minute})
	if err != nil {
		log.Fatal(err)
	}
	seth, err := httplimit.NewMiddleware(store, httplimit.IPKeyFunc())
	if err != nil {
		log.Fatal(err)
	}
	mux.Handle("POST /seth/login", seth.Handle(login)) // ok: limited

	ulule := stdlib.NewMiddleware(limiter.New(memory.NewStore(), limiter.Rate{Period: time.Minute, Limit: 5}))
	mux.Handle("POST /ulule/login", ulule.Handler(login)) // ok: limited

	mux.Handle("POST /toll/login", tollbooth.HTTPMiddleware(tollbooth.NewLimiter(1, nil))(login)) // ok: limited

	throttle := throttled.HTTPRateLimiter{}
	mux.Handle("POST /throttled/login", throttle.RateLimit(login)) // ok: limited

	mux.Handle("POST /slow/login", http.TimeoutHandler(login, time.Second, "slow")) // want ratelimit "POST /slow/login: check checks a password"
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func check(w http.ResponseWriter, r *http.Request) {
	var hash []byte
	db.QueryRow("SELECT hash FROM users WHERE name = $1", r.PostFormValue("name")).Scan(&hash)
	if bcrypt.CompareHashAndPassword(hash, []byte(r.PostFormValue("password"))) != nil {
		http.Error(w, "no", http.StatusUnauthorized)
	}
}
