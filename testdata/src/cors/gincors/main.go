// Command gincors configures gin-contrib/cors.
package main

import (
	"log"
	"net/http"
	"regexp"
	"strings"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

func version(c *gin.Context) { c.String(http.StatusOK, "1") }

func isOurs(origin string) bool {
	return origin == "https://example.com" || strings.HasPrefix(origin, "https://") && strings.HasSuffix(origin, ".example.com")
}

var oursAnchored = regexp.MustCompile(`^https://[a-z]+\.example\.com$`)

func allow(string) bool { return true }

func fromConfig(origins []string) gin.HandlerFunc {
	cfg := cors.DefaultConfig()
	cfg.AllowOrigins = origins
	cfg.AllowCredentials = true
	return cors.New(cfg)
}

func anybody() gin.HandlerFunc {
	cfg := cors.DefaultConfig()
	cfg.AllowOrigins = []string{"*"} // want cors
	cfg.AllowCredentials = true
	return cors.New(cfg)
}

func main() {
	r := gin.New()
	r.GET("/a", cors.Default(), version) // want cors

	all := cors.DefaultConfig()
	all.AllowAllOrigins = true // want cors
	r.GET("/b", cors.New(all), version)

	r.GET("/c", cors.New(cors.Config{
		AllowOrigins:     []string{"*"}, // want cors
		AllowMethods:     []string{"GET"},
		AllowCredentials: true,
	}), version)

	r.GET("/d", cors.New(cors.Config{
		AllowOriginFunc:  allow, // want cors
		AllowCredentials: true,
	}), version)

	r.GET("/e", cors.New(cors.Config{
		AllowOriginFunc: func(origin string) bool { return strings.Contains(origin, "example.com") }, // want cors
	}), version)

	r.GET("/f", cors.New(cors.Config{
		AllowOrigins:     []string{"https://*"}, // want cors
		AllowWildcard:    true,
		AllowCredentials: true,
	}), version)

	r.GET("/g", cors.New(cors.Config{
		AllowOrigins:     []string{"https://example.com", "https://admin.example.com"}, // ok: a list of origins
		AllowCredentials: true,
	}), version)
	r.GET("/h", cors.New(cors.Config{AllowOriginFunc: isOurs, AllowCredentials: true}), version)                   // ok: scheme and dot are checked
	r.GET("/i", cors.New(cors.Config{AllowOriginFunc: oursAnchored.MatchString, AllowCredentials: true}), version) // ok: an anchored regexp
	r.GET("/j", fromConfig([]string{"http://localhost:3000"}), version)                                            // ok: a list of origins
	r.GET("/k", cors.New(cors.Config{
		AllowOrigins:  []string{"https://*.example.com"}, // ok: the wildcard stands for sub-domains
		AllowWildcard: true,
	}), version)
	r.GET("/l", cors.New(cors.Config{
		AllowOriginFunc: func(origin string) bool { return origin == "https://example.com" }, // ok: compared with a constant
	}), version)
	r.GET("/m", anybody(), version)
	log.Fatal(r.Run())
}
