// Command flags allows more origins when it is told to.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gorilla/handlers"
	"github.com/rs/cors"
)

const development = false

type settings struct {
	origins     []string
	credentials bool
	open        bool
}

func (s settings) allows(origin string) bool {
	if s.open {
		return true
	}
	for _, o := range s.origins {
		if o == origin {
			return true
		}
	}
	return false
}

func fromEnvironment() settings {
	return settings{origins: []string{"https://example.com"}, open: os.Getenv("CORS_OPEN") == "1"}
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) }

// local keeps the policy in variables before it is used.
func local() http.Handler {
	all := []string{"*"}
	withCredentials := true
	options := cors.Options{AllowedOrigins: []string{"https://example.com"}}
	options.AllowedOrigins = all // want cors "with credentials"
	options.AllowCredentials = withCredentials
	return cors.New(options).Handler(http.HandlerFunc(hello))
}

// never is open in development only, which a constant rules out.
func never() http.Handler {
	options := cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true}
	if development {
		options.AllowedOrigins = []string{"*"} // ok: a constant rules it out
	}
	return cors.New(options).Handler(http.HandlerFunc(hello))
}

// onDemand is open if the operator says so.
func onDemand(s settings) http.Handler {
	return cors.New(cors.Options{
		AllowOriginFunc:  s.allows, // ok: the operator opens it
		AllowCredentials: s.credentials,
	}).Handler(http.HandlerFunc(hello))
}

// appended builds the list of options piece by piece.
func appended(credentials bool) http.Handler {
	options := []handlers.CORSOption{handlers.AllowedMethods([]string{"GET"})}
	options = append(options, handlers.AllowedOrigins([]string{"*"}))
	if credentials {
		options = append(options, handlers.AllowCredentials())
	}
	return handlers.CORS(options...)(http.HandlerFunc(hello)) // want cors
}

// appendedList builds a list of options with one origin.
func appendedList() http.Handler {
	var options []handlers.CORSOption
	options = append(options, handlers.AllowedOrigins([]string{os.Getenv("FRONTEND")})) // ok: the operator names the origin
	options = append(options, handlers.AllowCredentials())
	return handlers.CORS(options...)(http.HandlerFunc(hello))
}

// developers may come from their own machines.
func developers() http.Handler {
	options := cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true}
	if os.Getenv("ENV") == "development" {
		options.AllowedOrigins = []string{"http://localhost:3000", "http://127.0.0.1:*"} // ok: this machine
	}
	return cors.New(options).Handler(http.HandlerFunc(hello))
}

// opened is open where the environment says development.
func opened() http.Handler {
	options := cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true}
	if os.Getenv("ENV") == "development" {
		options.AllowedOrigins = []string{"*"} // ok: the operator says development
	}
	return cors.New(options).Handler(http.HandlerFunc(hello))
}

func main() {
	http.Handle("/a", local())
	http.Handle("/b", never())
	http.Handle("/c", onDemand(fromEnvironment()))
	http.Handle("/d", appended(true))
	http.Handle("/e", appendedList())
	http.Handle("/f", developers())
	http.Handle("/g", opened())
	log.Fatal(http.ListenAndServe(":8080", nil))
}
