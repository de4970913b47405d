// Command handwritten writes the CORS headers itself.
package main

import (
	"log"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

var (
	origins  = []string{"https://example.com", "https://admin.example.com"}
	tenants  = map[string]bool{"https://one.example.com": true, "https://two.example.com": true}
	sloppy   = regexp.MustCompile(`https://.*example.com`)
	precise  = regexp.MustCompile(`^https://[a-z0-9-]+\.example\.com$`)
	frontend = os.Getenv("FRONTEND_ORIGIN")
)

const allowOrigin = "Access-Control-Allow-Origin"

func wildcard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*") // want cors
		next.ServeHTTP(w, r)
	})
}

func reflected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, r.Header.Get("Origin")) // want cors
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		next.ServeHTTP(w, r)
	})
}

func reflectedWhenPresent(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" {
			w.Header().Set(allowOrigin, origin) // want cors
		}
		next.ServeHTTP(w, r)
	})
}

func substring(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if strings.Contains(origin, "example.com") {
			w.Header().Set(allowOrigin, origin) // want cors
		}
		next.ServeHTTP(w, r)
	})
}

func unanchored(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); sloppy.MatchString(origin) {
			w.Header().Set(allowOrigin, origin) // want cors
		}
		next.ServeHTTP(w, r)
	})
}

func null(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, "null") // want cors
		next.ServeHTTP(w, r)
	})
}

func listed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); slices.Contains(origins, origin) {
			w.Header().Set(allowOrigin, origin) // ok: one of a list
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		next.ServeHTTP(w, r)
	})
}

func mapped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if !tenants[origin] {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set(allowOrigin, origin) // ok: a key of a map
		next.ServeHTTP(w, r)
	})
}

func configured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(allowOrigin, frontend) // ok: one origin of the configuration
		next.ServeHTTP(w, r)
	})
}

func anchored(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); precise.MatchString(origin) {
			w.Header().Set(allowOrigin, origin) // ok: an anchored regexp
		}
		next.ServeHTTP(w, r)
	})
}

func host(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		u, err := url.Parse(origin)
		if err == nil && u.Scheme == "https" && (u.Host == "example.com" || strings.HasSuffix(u.Host, ".example.com")) {
			w.Header().Set(allowOrigin, origin) // ok: the host is compared with its dot
		}
		next.ServeHTTP(w, r)
	})
}

func methodsOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Methods", "*") // ok: methods, no origin
		w.Header().Set("Access-Control-Allow-Headers", "*") // ok: headers, no origin
		next.ServeHTTP(w, r)
	})
}

func ginServer() *gin.Engine {
	r := gin.New()
	r.Use(func(c *gin.Context) {
		c.Header("Access-Control-Allow-Origin", c.GetHeader("Origin")) // want cors
		c.Header("Access-Control-Allow-Credentials", "true")
	})
	r.GET("/wild", func(c *gin.Context) {
		c.Writer.Header().Set("Access-Control-Allow-Origin", "*") // want cors
		c.Status(http.StatusOK)
	})
	r.GET("/fixed", func(c *gin.Context) {
		c.Header("Access-Control-Allow-Origin", "https://example.com") // ok: a constant origin
		c.Status(http.StatusOK)
	})
	return r
}

func main() {
	hello := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) })
	http.Handle("/a", wildcard(hello))
	http.Handle("/b", reflected(hello))
	http.Handle("/c", reflectedWhenPresent(hello))
	http.Handle("/d", substring(hello))
	http.Handle("/e", unanchored(hello))
	http.Handle("/f", null(hello))
	http.Handle("/g", listed(hello))
	http.Handle("/h", mapped(hello))
	http.Handle("/i", configured(hello))
	http.Handle("/j", anchored(hello))
	http.Handle("/k", host(hello))
	http.Handle("/l", methodsOnly(hello))
	go func() { log.Fatal(ginServer().Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", nil))
}
