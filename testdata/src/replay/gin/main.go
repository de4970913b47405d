// Command gin guards what gin routes.
package main

import (
	"log"
	"net/http"
	"strings"

	"fixtures/replay/store"

	"github.com/gin-gonic/gin"
)

type api struct{ store *store.Store }

// identify remembers who calls.
func (a *api) identify(c *gin.Context) {
	if name, err := a.store.Sender(c.Request); err == nil {
		c.Set("caller", name)
	}
}

// demand refuses whom identify did not know.
func demand(c *gin.Context) {
	if _, ok := c.Get("caller"); !ok {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
	}
}

// goesOn writes a refusal and does not abort.
func goesOn(c *gin.Context) {
	if c.GetString("caller") == "" {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
		return
	}
	c.Next()
}

// aborts writes a refusal first and aborts then.
func aborts(c *gin.Context) {
	if c.GetString("caller") == "" {
		c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
		c.Abort()
	}
}

// afterwards refuses when the handlers have answered.
func afterwards(c *gin.Context) {
	c.Next()
	if c.GetString("caller") == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// except leaves requests below a prefix alone.
func except(prefix string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if strings.HasPrefix(c.Request.URL.Path, prefix) {
			c.Next()
			return
		}
		demand(c)
	}
}

// pattern demands a caller of all routes but one, by the pattern of the route.
func pattern(c *gin.Context) {
	if c.FullPath() != "/pattern/:id/public" {
		demand(c)
	}
}

// panics refuses by stopping everything.
func panics(c *gin.Context) {
	_ = c.MustGet("caller")
}

func (a *api) orders(c *gin.Context) {
	text, err := a.store.Orders(c)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, gin.H{"orders": text, "for": c.GetString("caller")})
}

func (a *api) plain(c *gin.Context) {
	text, err := a.store.Orders(c)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.String(http.StatusOK, text)
}

func (a *api) engine() *gin.Engine {
	r := gin.New()
	r.GET("/before", demand, a.plain) // identify comes too late for it
	r.Use(gin.CustomRecovery(func(c *gin.Context, _ any) { c.AbortWithStatus(http.StatusForbidden) }))
	r.Use(a.identify)
	r.GET("/open", a.orders)
	r.GET("/plain", a.plain)
	r.GET("/demand", demand, a.orders)
	r.GET("/goeson", goesOn, a.plain)
	r.GET("/aborts", aborts, a.plain)
	r.GET("/afterwards", afterwards, a.plain)
	r.GET("/panics", panics, a.plain)
	r.GET("/behind", a.plain, demand) // the guard runs after the handler
	r.Any("/any/:id", demand, a.plain)
	r.Match([]string{http.MethodGet, http.MethodPost}, "/match", demand, a.plain)

	early := r.Group("/early")
	r.Use(except("/late/public"))
	early.GET("/x", a.plain) // the group was made before the Use
	late := r.Group("/late")
	late.GET("/x", a.plain)
	late.GET("/public", a.plain)
	late.GET("/public/:id", a.plain)
	late.GET("/publicity", a.plain)

	v1 := early.Group("/v1")
	v1.GET("/open", a.plain)
	v1.Use(demand)
	v1.GET("/closed", a.plain)
	v1.Group("/inner").GET("/files/*path", a.plain)
	early.Group("/accounts", gin.BasicAuth(gin.Accounts{"ann": "c0ffee"})).GET("/basic", a.plain)

	p := early.Group("")
	p.Use(pattern)
	p.GET("/patterns", a.plain)
	q := gin.New()
	q.Use(a.identify, pattern)
	q.GET("/pattern/:id/public", a.plain)
	q.GET("/pattern/:id/private", a.plain)
	early.Any("/else/*path", gin.WrapH(http.StripPrefix("/early/else", q)))

	r.NoRoute(a.plain)
	return r
}

func main() {
	s, err := store.Open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal((&api{s}).engine().Run())
}
