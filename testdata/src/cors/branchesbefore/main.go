// Command branchesbefore reads its configuration before it sets up CORS. Most of these branches do not decide about CORS.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

func address() string {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	return ":" + port
}

// headers logs in debug mode, and allows everybody in any mode.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("DEBUG") == "1" {
			log.Print(r.URL.Path)
		}
		w.Header().Set("Access-Control-Allow-Origin", "*") // want cors "every origin"
		next.ServeHTTP(w, r)
	})
}

// inDebugOnly allows everybody only if the operator asks for it.
func inDebugOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("DEBUG") == "1" {
			w.Header().Set("Access-Control-Allow-Origin", "*") // ok: low, the operator has to ask for it
		}
		next.ServeHTTP(w, r)
	})
}

// returnsEarly serves nobody from elsewhere unless it is told to.
func returnsEarly(next http.Handler) http.Handler {
	if os.Getenv("OPEN") == "" {
		return next
	}
	return headers(next)
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "9090"
	}
	if os.Getenv("GIN_MODE") == "" {
		gin.SetMode(gin.ReleaseMode)
	}
	r := gin.New()
	r.Use(cors.New(cors.Config{AllowAllOrigins: true, AllowMethods: []string{"GET"}})) // want cors "every origin"
	if os.Getenv("LOOSE") != "" {
		r.Group("/loose").Use(cors.Default()) // want cors "every origin"
	}
	go func() {
		log.Fatal(http.ListenAndServe(address(), inDebugOnly(returnsEarly(http.NotFoundHandler()))))
	}()
	log.Fatal(r.Run(":" + port))
}
