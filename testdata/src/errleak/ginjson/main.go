// Command ginjson answers failed requests with gin.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Item struct {
	ID   uint   `json:"id"`
	Name string `json:"name" binding:"required"`
}

type response struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    any    `json:"data,omitempty"`
}

var db *gorm.DB

func jsonError(c *gin.Context) {
	var items []Item
	if err := db.Find(&items).Error; err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want errleak
		return
	}
	c.JSON(http.StatusOK, items)
}

func errorInMap(c *gin.Context) {
	result := db.Create(&Item{Name: "new"})
	if result.Error != nil {
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"message": "cannot create: " + result.Error.Error()}) // want errleak
		return
	}
	c.Status(http.StatusCreated)
}

func inStruct(c *gin.Context) {
	resp := response{Code: 0, Message: "ok"}
	if err := db.Exec("REFRESH MATERIALIZED VIEW sales").Error; err != nil {
		resp.Code = 500
		resp.Message = err.Error()
	}
	c.JSON(http.StatusOK, resp) // want errleak
}

func formatted(c *gin.Context) {
	if err := db.Delete(&Item{}, "name = ''").Error; err != nil {
		c.String(http.StatusInternalServerError, "delete failed: %v", err) // want errleak
	}
}

// collected hands the error to the middleware that answers.
func collected(c *gin.Context) {
	if err := db.Delete(&Item{}, "name = ''").Error; err != nil {
		_ = c.Error(err)
	}
}

func errorHandler(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 {
		c.JSON(http.StatusInternalServerError, gin.H{"errors": c.Errors.Errors()}) // want errleak
	}
}

func bind(c *gin.Context) {
	var item Item
	if err := c.ShouldBindJSON(&item); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // ok: a validation error answered with 400
		return
	}
	c.JSON(http.StatusOK, item)
}

func constant(c *gin.Context) {
	if err := db.Exec("SELECT 1").Error; err != nil {
		log.Printf("select: %v", err)
		c.JSON(http.StatusInternalServerError, gin.H{"error": "something went wrong"}) // ok: a constant text
	}
}

func notFound(c *gin.Context) {
	var item Item
	err := db.First(&item, "name = ?", c.Query("name")).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		c.JSON(http.StatusNotFound, gin.H{"error": "no such item"}) // ok: the error only selects a constant
	case err != nil:
		c.Status(http.StatusInternalServerError) // ok: no text
	default:
		c.JSON(http.StatusOK, item)
	}
}

func whetherFailed(c *gin.Context) {
	err := db.Exec("SELECT 1").Error
	c.JSON(http.StatusOK, gin.H{"healthy": err == nil}) // ok: only whether there was an error
}

// data answers rows that were loaded, in the shape that errors have too.
func data(c *gin.Context) {
	var item Item
	if err := db.First(&item).Error; err != nil {
		c.JSON(http.StatusInternalServerError, response{Code: 1, Message: "cannot load"}) // ok: a constant text
		return
	}
	c.JSON(http.StatusOK, response{Message: "ok", Data: item}) // ok: no error arrives here
}

// report writes to where gin logs: a file that is called after the day.
func report(err error) {
	to := gin.DefaultErrorWriter
	if errors.Is(err, http.ErrHandlerTimeout) {
		to = gin.DefaultWriter
	}
	fmt.Fprintf(to, "[error] %v\n", err) // ok: no client reads it
}

func openLog(dir string) {
	file, err := os.OpenFile(filepath.Join(dir, time.Now().Format("20060102")), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		log.Fatal(err)
	}
	gin.DefaultErrorWriter = io.MultiWriter(os.Stderr, file)
}

func announce(c *gin.Context) error {
	req, err := http.NewRequestWithContext(c.Request.Context(), http.MethodPost, "https://logs.example/rotated", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	told, err := io.ReadAll(resp.Body)
	return fmt.Errorf("after %s: %w", told, err)
}

// rotate announces as if a client had asked.
func rotate(*gin.Context) {
	openLog(os.Getenv("LOGS"))
	c, _ := gin.CreateTestContext(httptest.NewRecorder())
	c.Request = httptest.NewRequest(http.MethodPost, "/logs", nil)
	report(announce(c))
}

func main() {
	var err error
	if db, err = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{}); err != nil {
		log.Fatal(err)
	}
	r := gin.Default()
	r.GET("/a", jsonError)
	r.POST("/b", errorInMap)
	r.POST("/c", inStruct)
	r.DELETE("/d", formatted)
	r.DELETE("/e", errorHandler, collected)
	r.POST("/f", bind)
	r.GET("/g", constant)
	r.GET("/h", notFound)
	r.GET("/i", whetherFailed)
	r.GET("/j", data)
	r.POST("/logs", rotate)
	log.Fatal(r.Run())
}
