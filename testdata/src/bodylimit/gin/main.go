// Limits of gin: a middleware of the library, one of the program's own, and none.
package main

import (
	"net/http"

	limits "github.com/gin-contrib/size"
	"github.com/gin-gonic/gin"
)

type order struct {
	Item string `json:"item" binding:"required"`
}

func main() {
	r := gin.Default()
	r.MaxMultipartMemory = 8 << 20 // of memory, not of the body
	sized := r.Group("/sized", limits.RequestSizeLimiter(1<<20))
	sized.POST("/orders", createSized)
	own := r.Group("/own")
	own.Use(bounded(1 << 20))
	own.POST("/orders", createOwn)
	own.POST("/pictures", pictureOwn)
	r.POST("/orders", create)
	r.POST("/raw", raw)
	r.POST("/form", form)
	r.POST("/pictures", picture)
	r.GET("/orders", list)
	r.Run()
}

func bounded(n int64) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, n)
		c.Next()
	}
}

func createSized(c *gin.Context) {
	var o order
	c.ShouldBindJSON(&o) // ok: the group is bounded
}

func createOwn(c *gin.Context) {
	var o order
	c.BindJSON(&o) // ok: the group is bounded
}

func pictureOwn(c *gin.Context) {
	c.FormFile("picture") // ok: the group is bounded
}

func create(c *gin.Context) {
	var o order
	if err := c.ShouldBindJSON(&o); err != nil { // want bodylimit "POST /orders: gin.Context.ShouldBindJSON reads a body of any size"
		c.Status(http.StatusBadRequest)
	}
}

func raw(c *gin.Context) {
	data, _ := c.GetRawData() // want bodylimit "POST /raw: gin.Context.GetRawData reads"
	c.Data(http.StatusOK, "text/plain", data)
}

func form(c *gin.Context) {
	c.String(http.StatusOK, c.PostForm("item")) // want bodylimit "POST /form: gin.Context.PostForm accepts a form with files of any size"
}

func picture(c *gin.Context) {
	c.FormFile("picture") // want bodylimit "POST /pictures: gin.Context.FormFile accepts"
}

func list(c *gin.Context) {
	var page struct{ Page int }
	c.ShouldBindQuery(&page) // ok: no body
}
