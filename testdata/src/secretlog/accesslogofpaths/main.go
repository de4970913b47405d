// Command accesslogofpaths writes addresses to logs in which no credential travels.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	chimw "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/handlers"
	echomw "github.com/labstack/echo/v4/middleware"
)

func films(w http.ResponseWriter, r *http.Request) {
	log.Print(r.URL.String())                      // ok: no parameter is a secret
	log.Print(r.URL.Query().Get("page_token"))     // ok: a place in a list
	log.Print(r.Header.Get("X-Api-Key") == "")     // ok: whether there is one
	log.Print(r.FormValue("next"), r.URL.RawQuery) // ok: no parameter is a secret
	if r.Header.Get("X-Token") == "" {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func main() {
	r := gin.Default() // ok: tokens travel in a header
	r.Use(gin.Logger())
	r.GET("/films", gin.WrapF(films))
	_ = echomw.Logger()
	mux := http.NewServeMux()
	mux.Handle("GET /films", chimw.Logger(http.HandlerFunc(films)))
	go func() { log.Fatal(r.Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", handlers.LoggingHandler(os.Stdout, mux)))
}
