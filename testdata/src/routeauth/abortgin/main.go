// Command abortgin refuses with and without Abort: in gin a middleware that only writes 401 lets the handler run.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Contract struct {
	ID   uint   `json:"id"`
	Text string `json:"text"`
}

type APIKey struct {
	Key    string `gorm:"primaryKey"`
	UserID uint
}

var db *gorm.DB

func lookup(c *gin.Context) (uint, bool) {
	var key APIKey
	if err := db.First(&key, "key = ?", c.GetHeader("X-API-Key")).Error; err != nil {
		return 0, false
	}
	return key.UserID, true
}

// withoutAbort writes the refusal and returns; gin calls the handler all the same.
func withoutAbort() gin.HandlerFunc {
	return func(c *gin.Context) {
		user, ok := lookup(c)
		if !ok {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "unauthorized"})
			return
		}
		c.Set("user", user)
	}
}

func withAbort() gin.HandlerFunc {
	return func(c *gin.Context) {
		user, ok := lookup(c)
		if !ok {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "unauthorized"})
			c.Abort()
			return
		}
		c.Set("user", user)
	}
}

func abortWithJSON(c *gin.Context) {
	if _, ok := lookup(c); !ok {
		c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"error": "forbidden"})
	}
}

// refuse is a helper in the style of many code bases.
func refuse(c *gin.Context, message string) {
	c.JSON(http.StatusUnauthorized, gin.H{"error": message})
	c.Abort()
}

func throughHelper(c *gin.Context) {
	if _, ok := lookup(c); !ok {
		refuse(c, "unknown key")
		return
	}
	c.Next()
}

func contracts(c *gin.Context) {
	var list []Contract
	if err := db.Find(&list).Error; err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": "cannot read contracts"})
		return
	}
	c.JSON(http.StatusOK, list)
}

func main() {
	var err error
	if db, err = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{}); err != nil {
		log.Fatal(err)
	}
	r := gin.New()
	r.GET("/a", withoutAbort(), contracts)                      // want routeauth "GET /a"
	r.GET("/b", withAbort(), contracts)                         // ok: Abort stops the chain
	r.GET("/c", abortWithJSON, contracts)                       // ok: AbortWithStatusJSON stops the chain
	r.GET("/d", throughHelper, contracts)                       // ok: the helper aborts
	r.Group("/e", withoutAbort()).POST("/contracts", contracts) // want routeauth "POST /e/contracts"
	accounts := gin.BasicAuth(gin.Accounts{"ops": os.Getenv("OPS_PASSWORD")})
	r.GET("/f", accounts, contracts) // ok: the library's basic authentication aborts
	log.Fatal(r.Run())
}
