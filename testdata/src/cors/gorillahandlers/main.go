// Command gorillahandlers configures the CORS middleware of gorilla/handlers.
package main

import (
	"log"
	"net/http"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"
)

func anyone(string) bool { return true }

func ours(origin string) bool {
	switch origin {
	case "https://example.com", "https://www.example.com":
		return true
	}
	return false
}

func prices(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("[]")) }

func main() {
	r := mux.NewRouter()
	h := http.HandlerFunc(prices)
	r.Handle("/a", handlers.CORS()(h))                                                                              // want cors
	r.Handle("/b", handlers.CORS(handlers.AllowedOrigins([]string{"*"}))(h))                                        // want cors
	r.Handle("/c", handlers.CORS(handlers.AllowedOriginValidator(anyone), handlers.AllowCredentials())(h))          // want cors
	r.Handle("/d", handlers.CORS(handlers.AllowedOrigins([]string{"https://example.com"}))(h))                      // ok: one origin
	r.Handle("/e", handlers.CORS(handlers.AllowedOriginValidator(ours), handlers.AllowCredentials())(h))            // ok: a switch over constants
	r.Handle("/f", handlers.CORS(handlers.AllowedOrigins([]string{"https://*.example.com"}))(h))                    // ok: compared as a plain string
	r.Handle("/g", handlers.CompressHandler(h))                                                                     // ok: no CORS at all
	r.Handle("/h", handlers.CORS(handlers.AllowedOriginValidator(ours), handlers.AllowedHeaders([]string{"*"}))(h)) // ok: the wildcard stands for headers
	r.Use(mux.CORSMethodMiddleware(r))                                                                              // ok: writes methods only
	log.Fatal(http.ListenAndServe(":8080", r))
}
