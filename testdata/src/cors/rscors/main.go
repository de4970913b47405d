// Command rscors configures rs/cors and go-chi/cors.
package main

import (
	"log"
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"
	chicors "github.com/go-chi/cors"
	"github.com/rs/cors"
)

var partners = []string{"https://a.example.com", "https://b.example.org"}

func suffix(origin string) bool { return strings.HasSuffix(origin, "example.com") }

func listed(_ *http.Request, origin string) bool { return slices.Contains(partners, origin) }

func version(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("1")) }

func wide() {
	h := http.HandlerFunc(version)
	http.Handle("/a", cors.Default().Handler(h))                                                                // want cors
	http.Handle("/b", cors.AllowAll().Handler(h))                                                               // want cors
	http.Handle("/c", cors.New(cors.Options{}).Handler(h))                                                      // want cors
	http.Handle("/d", cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}).Handler(h)) // want cors
	http.Handle("/e", cors.New(cors.Options{AllowOriginFunc: suffix}).Handler(h))                               // want cors
	http.Handle("/f", cors.New(cors.Options{
		AllowOriginRequestFunc: func(r *http.Request, origin string) bool { return origin != "" }, // want cors
		AllowCredentials:       true,
	}).Handler(h))
	http.Handle("/g", cors.New(cors.Options{AllowedOrigins: []string{"null"}, AllowCredentials: true}).Handler(h)) // want cors
}

func narrow() {
	h := http.HandlerFunc(version)
	http.Handle("/h", cors.New(cors.Options{AllowedOrigins: partners, AllowCredentials: true}).Handler(h))                               // ok: a list of origins
	http.Handle("/i", cors.New(cors.Options{AllowOriginRequestFunc: listed, AllowCredentials: true}).Handler(h))                         // ok: a list of origins
	http.Handle("/j", cors.New(cors.Options{AllowedOrigins: []string{"https://*.example.com"}}).Handler(h))                              // ok: sub-domains only
	http.Handle("/k", cors.New(cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowedHeaders: []string{"*"}}).Handler(h)) // ok: the wildcard stands for headers
	http.Handle("/l", cors.New(cors.Options{AllowOriginFunc: func(string) bool { return false }}).Handler(h))                            // ok: nobody
}

func chiRouter() http.Handler {
	r := chi.NewRouter()
	r.With(chicors.Handler(chicors.Options{AllowedOrigins: []string{"https://*", "http://*"}, AllowCredentials: true})).Get("/a", version) // want cors
	r.With(chicors.AllowAll().Handler).Get("/b", version)                                                                                  // want cors
	r.With(chicors.Handler(chicors.Options{
		AllowOriginFunc: func(*http.Request, string) bool { return true }, // want cors
	})).Get("/c", version)
	r.With(chicors.Handler(chicors.Options{AllowOriginFunc: listed, AllowCredentials: true})).Get("/d", version)     // ok: a list of origins
	r.With(chicors.Handler(chicors.Options{AllowedOrigins: partners})).Get("/e", version)                            // ok: a list of origins
	r.With(chicors.New(chicors.Options{AllowedOrigins: []string{"https://example.com"}}).Handler).Get("/f", version) // ok: one origin
	r.With(chicors.Handler(chicors.Options{AllowedOrigins: []string{"http://localhost:*"}})).Get("/g", version)      // ok: any port of this machine
	r.With(chicors.Handler(chicors.Options{
		AllowOriginFunc: func(r *http.Request, origin string) bool { return origin == "https://"+"example.com" }, // ok: compared with a constant
	})).Get("/h", version)
	return r
}

func main() {
	wide()
	narrow()
	http.Handle("/chi/", http.StripPrefix("/chi", chiRouter()))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
