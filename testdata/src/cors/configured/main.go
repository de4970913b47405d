// Command configured takes its origins from the environment, with defaults of several kinds.
package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	chicors "github.com/go-chi/cors"
	"github.com/rs/cors"

	gincors "github.com/gin-contrib/cors"
)

type config struct {
	Origins     []string
	AllowAll    bool
	Development bool
}

func getenv(key, fallback string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return fallback
}

func load() config {
	return config{
		Origins:     strings.Split(getenv("ORIGINS", "https://example.com"), ","),
		Development: os.Getenv("ENV") == "development",
	}
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) }

// starByDefault falls back to everybody when nothing is configured.
func starByDefault() http.Handler {
	origins := strings.Split(getenv("CORS_ORIGINS", "*"), ",")
	return cors.New(cors.Options{
		AllowedOrigins:   origins, // want cors
		AllowCredentials: true,
	}).Handler(http.HandlerFunc(hello))
}

// listByDefault falls back to one origin.
func listByDefault(cfg config) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   cfg.Origins, // ok: the default is one origin, the rest is the operator's decision
		AllowCredentials: true,
	}).Handler(http.HandlerFunc(hello))
}

// fromEnvironment has no default at all.
func fromEnvironment() http.Handler {
	return chicors.Handler(chicors.Options{
		AllowedOrigins: []string{os.Getenv("FRONTEND")}, // ok: the operator names the origin
	})(http.HandlerFunc(hello))
}

// newGinMiddleware is a constructor in the style of many services.
func newGinMiddleware(allowAll bool, origins ...string) gin.HandlerFunc {
	cfg := gincors.Config{AllowMethods: []string{"GET", "POST"}, AllowCredentials: !allowAll}
	if allowAll {
		cfg.AllowAllOrigins = true // ok: no caller asks for it
	} else {
		cfg.AllowOrigins = origins // ok: the caller passes a list
	}
	return gincors.New(cfg)
}

// setHeaders is used with a constant origin only.
func setHeaders(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin) // ok: the only caller passes a constant
}

// setReflected is used with the origin of the request.
func setReflected(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin) // want cors
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func main() {
	cfg := load()
	http.Handle("/a", starByDefault())
	http.Handle("/b", listByDefault(cfg))
	http.Handle("/c", fromEnvironment())
	http.HandleFunc("/d", func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w, "https://example.com")
		hello(w, r)
	})
	http.HandleFunc("/e", func(w http.ResponseWriter, r *http.Request) {
		setReflected(w, r.Header.Get("Origin"))
		hello(w, r)
	})
	r := gin.New()
	r.Use(newGinMiddleware(false, cfg.Origins...))
	r.GET("/", func(c *gin.Context) { c.Status(http.StatusOK) })
	go func() { log.Fatal(r.Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", nil))
}
