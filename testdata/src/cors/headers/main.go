// Command headers writes the CORS headers through helpers, maps and the response types of several libraries.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/emicklei/go-restful/v3"
	"github.com/kataras/iris/v12"
	"github.com/valyala/fasthttp"
)

const allowOrigin = "Access-Control-Allow-Origin"

var allowed = []string{"https://example.com", "https://www.example.com"}

// pick hands back the origin of the request if it is known, the first one otherwise.
func pick(r *http.Request) string {
	origin := r.Header.Get("Origin")
	for _, o := range allowed {
		if o == origin {
			return origin
		}
	}
	return allowed[0]
}

// echoBack hands back the origin of the request, or everybody.
func echoBack(r *http.Request) string {
	if origin := r.Header.Get("Origin"); origin != "" {
		return origin
	}
	return "https://example.com"
}

var errOrigin = errors.New("origin not allowed")

func verify(origin string) error {
	if !slices.Contains(allowed, origin) {
		return errOrigin
	}
	return nil
}

// warn looks at the origin and lets it through.
func warn(origin string) error {
	if !slices.Contains(allowed, origin) {
		log.Printf("unknown origin %s", origin)
	}
	return nil
}

func set(h http.Header, origin string) {
	h.Set(allowOrigin, origin) // ok: the caller has compared it with a list
}

func handlers(mux *http.ServeMux) {
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, pick(r)) // ok: one of a list
	})
	mux.HandleFunc("/b", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, echoBack(r)) // want cors
	})
	mux.HandleFunc("/c", func(w http.ResponseWriter, r *http.Request) {
		w.Header()[allowOrigin] = []string{"*"} // want cors
	})
	mux.HandleFunc("/d", func(w http.ResponseWriter, r *http.Request) {
		w.Header()[allowOrigin] = r.Header["Origin"] // want cors
	})
	mux.HandleFunc("/e", func(w http.ResponseWriter, r *http.Request) {
		w.Header()[allowOrigin] = allowed[:1] // ok: a constant origin
	})
	mux.HandleFunc("/f", func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if err := verify(origin); err != nil {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		w.Header().Set(allowOrigin, origin) // ok: verified above
	})
	mux.HandleFunc("/g", func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if err := warn(origin); err != nil {
			return
		}
		w.Header().Set(allowOrigin, origin) // want cors
	})
	mux.HandleFunc("/h", func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); slices.Contains(allowed, origin) {
			set(w.Header(), origin)
		}
	})
}

func flagged(mux *http.ServeMux) {
	mux.HandleFunc("/i", func(w http.ResponseWriter, r *http.Request) {
		origin, found := r.Header.Get("Origin"), false
		for _, o := range allowed {
			if strings.EqualFold(o, origin) {
				found = true
				break
			}
		}
		w.Header().Set("Vary", "Origin")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
		}
		if found {
			w.Header().Set(allowOrigin, origin) // ok: found in a list
		}
	})
	mux.HandleFunc("/j", func(w http.ResponseWriter, r *http.Request) {
		origin, found := r.Header.Get("Origin"), false
		for _, o := range allowed {
			if strings.HasPrefix(origin, o) {
				found = true
			}
		}
		if found {
			w.Header().Set(allowOrigin, origin) // want cors "begin with"
		}
	})
	mux.HandleFunc("/k", func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if !slices.Contains(allowed, origin) {
			w.WriteHeader(http.StatusForbidden) // and goes on
		}
		w.Header().Set(allowOrigin, origin) // want cors
	})
	mux.HandleFunc("/l", func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if !slices.ContainsFunc(allowed, func(o string) bool { return o == origin }) {
			origin = allowed[0]
		}
		w.Header().Set(allowOrigin, origin) // ok: replaced unless in the list
	})
	mux.HandleFunc("/m", func(w http.ResponseWriter, r *http.Request) {
		for _, o := range strings.Split(os.Getenv("ORIGINS"), ",") {
			if o == "*" || o == r.Header.Get("Origin") {
				w.Header().Set(allowOrigin, r.Header.Get("Origin")) // ok: the operator writes the star
			}
		}
	})
	mux.HandleFunc("/n", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Origin") == "https://"+r.Host {
			w.Header().Set(allowOrigin, r.Header.Get("Origin")) // ok: the service itself
		}
	})
	mux.HandleFunc("/o", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Origin", r.Header.Get("Origin")) // ok: another header
	})
}

func libraries() {
	_ = func(_ context.Context, c *app.RequestContext) {
		c.Header(allowOrigin, string(c.GetHeader("Origin"))) // want cors
		c.Header(allowOrigin, "https://example.com")         // ok: a constant origin
	}
	_ = func(c iris.Context) {
		c.Header(allowOrigin, c.GetHeader("Origin")) // want cors
		c.Header(allowOrigin, allowed[1])            // ok: a constant origin
	}
	_ = func(req *restful.Request, resp *restful.Response) {
		resp.AddHeader(allowOrigin, req.HeaderParameter("Origin")) // want cors
		resp.AddHeader(allowOrigin, "https://example.com")         // ok: a constant origin
	}
	_ = func(c *fasthttp.RequestCtx) {
		c.Response.Header.Set("access-control-allow-origin", string(c.Request.Header.Peek("Origin"))) // want cors
		c.Response.Header.Set(allowOrigin, "https://example.com")                                     // ok: a constant origin
		c.Response.Header.Set("Access-Control-Allow-Headers", "*")                                    // ok: headers, no origin
	}
}

// fields are written by a loop.
var fields = map[string]string{"Access-Control-Allow-Origin": "*", "X-Frame-Options": "DENY"}

// fixed are written by a loop too.
var fixed = map[string]string{"Access-Control-Allow-Origin": "https://example.com", "Access-Control-Allow-Headers": "*"}

func header(w http.ResponseWriter, name, value string) {
	w.Header().Set(name, value) // want cors "wildcard"
}

func plainHeader(w http.ResponseWriter, name, value string) {
	w.Header().Set(name, value) // ok: a constant origin, and the wildcard stands for methods
}

func loops(mux *http.ServeMux) {
	mux.HandleFunc("/p", func(w http.ResponseWriter, r *http.Request) {
		for name, value := range fields {
			w.Header().Set(name, value) // want cors "wildcard"
		}
	})
	mux.HandleFunc("/q", func(w http.ResponseWriter, r *http.Request) {
		for name, value := range fixed {
			w.Header().Set(name, value) // ok: a constant origin
		}
		plainHeader(w, "Access-Control-Allow-Origin", "https://example.com")
		plainHeader(w, "Access-Control-Allow-Methods", "*")
	})
	mux.HandleFunc("/r", func(w http.ResponseWriter, r *http.Request) {
		header(w, "Access-Control-Allow-Origin", "*")
		header(w, "Vary", "Origin")
	})
}

func main() {
	libraries()
	mux := http.NewServeMux()
	handlers(mux)
	flagged(mux)
	loops(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
