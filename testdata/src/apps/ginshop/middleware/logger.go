package middleware

import (
	"log"
	"time"

	"github.com/gin-gonic/gin"
)

// Logger logs every request
func Logger() gin.HandlerFunc {
	return func(c *gin.Context) {
		start := time.Now()
		c.Next()
		log.Printf("%s %s %d %s", c.Request.Method, c.Request.URL.Path, c.Writer.Status(), time.Since(start)) // ok: no header, no query
	}
}

// DebugLogger logs the headers of requests that failed
func DebugLogger() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Next()
		if c.Writer.Status() >= 500 {
			log.Printf("request failed: auth=%s agent=%s", c.GetHeader("Authorization"), c.Request.UserAgent()) // want secretlog
		}
	}
}
