// Command wrappinglibraries hands its handlers to library functions that take more than the handler.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	auth "github.com/abbot/go-http-auth"
	"github.com/didip/tollbooth/v7"
	"github.com/goji/httpauth"
	"github.com/gorilla/handlers"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/justinas/nosurf"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

type server struct{ db *sql.DB }

func (s *server) secret(user, _ string) (hash string) {
	if s.db.QueryRow(`SELECT hash FROM users WHERE name = $1`, user).Scan(&hash) != nil {
		return ""
	}
	return hash
}

func (s *server) kilns(w http.ResponseWriter, r *http.Request) {
	var n int
	if err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM kilns`).Scan(&n); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	basic := auth.NewBasicAuthenticator("pottery", s.secret)
	simple := httpauth.SimpleBasicAuth("potter", os.Getenv("PASSWORD"))
	kilns := http.HandlerFunc(s.kilns)

	mux := http.NewServeMux()
	mux.HandleFunc("GET /a", auth.JustCheck(basic, s.kilns))                                                                   // ok: refuses before it calls the handler
	mux.HandleFunc("GET /b", basic.Wrap(func(w http.ResponseWriter, r *auth.AuthenticatedRequest) { s.kilns(w, &r.Request) })) // ok: refuses before it calls the handler
	mux.Handle("GET /c", simple(kilns))                                                                                        // ok: basic authentication
	mux.Handle("GET /d", otelhttp.NewHandler(kilns, "kilns"))                                                                  // want routeauth "GET /d"
	mux.Handle("GET /e", otelhttp.NewHandler(simple(kilns), "kilns"))                                                          // ok: guarded below the tracing
	mux.Handle("GET /f", handlers.LoggingHandler(os.Stdout, kilns))                                                            // want routeauth "GET /f"
	mux.Handle("GET /g", handlers.LoggingHandler(os.Stdout, handlers.CompressHandler(simple(kilns))))                          // ok: guarded below the log
	mux.Handle("GET /h", tollbooth.LimitHandler(tollbooth.NewLimiter(1, nil), kilns))                                          // want routeauth "GET /h"
	mux.Handle("GET /i", nosurf.New(kilns))                                                                                    // want routeauth "GET /i"
	log.Fatal(http.ListenAndServe(":8080", mux))
}
