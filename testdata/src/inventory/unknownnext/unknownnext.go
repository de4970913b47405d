// Package main has handlers that hand the request to functions that are not known.
package main

import (
	"net/http"
	"os"
	"plugin"

	"github.com/gin-gonic/gin"
)

// mount is called by nobody: what the router demands is not known.
func mount(r *gin.RouterGroup) {
	r.GET("/echo", func(c *gin.Context) { c.String(http.StatusOK, "echo") }) //= GET /{?}/echo unknown mount$1
	r.GET("/secret", func(c *gin.Context) {                                  //= GET /{?}/secret required mount$2
		if c.GetHeader("Authorization") == "" {
			c.Status(http.StatusUnauthorized)
			return
		}
		c.String(http.StatusOK, "secret")
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("here")) }

func main() {
	p, _ := plugin.Open(os.Getenv("PLUGIN"))
	sym, _ := p.Lookup("Handle")
	handle := sym.(func(http.ResponseWriter, *http.Request))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /plugin", func(w http.ResponseWriter, r *http.Request) { handle(w, r) }) //= GET /plugin unknown main$1
	mux.HandleFunc("GET /guarded", func(w http.ResponseWriter, r *http.Request) {                //= GET /guarded required main$2
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		handle(w, r)
	})
	mux.HandleFunc("GET /here", answer) //= GET /here none answer
	http.ListenAndServe(":8080", mux)
}
