// Command frameworks opens files whose names come in through several routers.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

const dir = "files"

func ginFile(c *gin.Context) {
	c.File(filepath.Join(dir, c.Query("name"))) // want pathtraversal "query parameter name"
}

// ginRest takes all the rest of the path, but File refuses requests whose path climbs.
func ginRest(c *gin.Context) {
	c.File(filepath.Join(dir, c.Param("rest"))) // ok: File looks at the path of the request
}

func ginRestRead(c *gin.Context) {
	data, err := os.ReadFile(filepath.Join(dir, c.Param("rest"))) // want pathtraversal "path parameter rest"
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.Data(http.StatusOK, "text/plain", data)
}

func ginSegment(c *gin.Context) {
	data, err := os.ReadFile(filepath.Join(dir, c.Param("name"))) // ok: no slash in a segment
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.Data(http.StatusOK, "text/plain", data)
}

func ginSave(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := c.SaveUploadedFile(file, filepath.Join(dir, c.PostForm("folder"), file.Filename)); err != nil { // want pathtraversal "form parameter folder"
		c.Status(http.StatusInternalServerError)
	}
}

func ginSaveName(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := c.SaveUploadedFile(file, filepath.Join(dir, file.Filename)); err != nil { // ok: the library keeps the last element
		c.Status(http.StatusInternalServerError)
	}
}

// signIn says in a header who calls.
func signIn(c *gin.Context) {
	name, _, ok := c.Request.BasicAuth()
	if !ok || name != "admin" {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Request.Header.Set("X-User", name)
	c.Next()
}

func ginOwnHeader(c *gin.Context) {
	data, err := os.ReadFile(filepath.Join(dir, c.GetHeader("X-User"), "profile")) // ok: middleware sets the header
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.Data(http.StatusOK, "text/plain", data)
}

func ginOtherHeader(c *gin.Context) {
	data, err := os.ReadFile(filepath.Join(dir, c.GetHeader("X-Folder"), "profile")) // want pathtraversal "header parameter X-Folder"
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.Data(http.StatusOK, "text/plain", data)
}

func echoFile(c echo.Context) error {
	return c.File(filepath.Join(dir, c.QueryParam("name"))) // want pathtraversal "query parameter name"
}

func echoAttachment(c echo.Context) error {
	return c.Attachment(filepath.Join(dir, "report.pdf"), c.QueryParam("as")) // ok: the client decides what it is called there
}

func echo5Read(c *echo5.Context) error {
	data, err := os.ReadFile(filepath.Join(dir, c.QueryParam("name"))) // want pathtraversal "query parameter name"
	if err != nil {
		return echo5.ErrNotFound
	}
	return c.Blob(http.StatusOK, "text/plain", data)
}

func echo5File(c *echo5.Context) error {
	return c.File(filepath.Join(dir, c.QueryParam("name"))) // ok: its file system is not left
}

// fiberSend decodes what was no slash in the path.
func fiberSend(c *fiber.Ctx) error {
	return c.SendFile(dir + "/" + c.Params("name")) // want pathtraversal "path parameter name"
}

func fiberSegment(c *fiber.Ctx) error {
	data, err := os.ReadFile(dir + "/" + c.Params("name")) // ok: no slash in a segment
	if err != nil {
		return fiber.ErrNotFound
	}
	return c.Send(data)
}

func fiberRest(c *fiber.Ctx) error {
	data, err := os.ReadFile(dir + "/" + c.Params("*")) // want pathtraversal "path parameter"
	if err != nil {
		return fiber.ErrNotFound
	}
	return c.Send(data)
}

func fiberSave(c *fiber.Ctx) error {
	file, err := c.FormFile("file")
	if err != nil {
		return fiber.ErrBadRequest
	}
	return c.SaveFile(file, filepath.Join(dir, file.Filename)) // ok: the library keeps the last element
}

func fiber3Send(c fiber3.Ctx) error {
	return c.SendFile(filepath.Join(dir, c.Query("name"))) // want pathtraversal "query parameter name"
}

func fiber3Fixed(c fiber3.Ctx) error {
	return c.SendFile(filepath.Join(dir, "index.html")) // ok: a constant
}

func chiRest(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(dir, chi.URLParam(r, "*"))) // want pathtraversal "path parameter"
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	defer f.Close()
	_, _ = io.Copy(w, f)
}

func chiSegment(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(dir, chi.URLParam(r, "name"))) // ok: no slash in a segment
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	_ = f.Close()
}

func main() {
	g := gin.New()
	g.GET("/file", ginFile)
	g.GET("/rest/*rest", ginRest)
	g.GET("/read/*rest", ginRestRead)
	g.GET("/segment/:name", ginSegment)
	own := g.Group("/own", signIn)
	own.GET("/profile", ginOwnHeader)
	own.GET("/other", ginOtherHeader)
	g.POST("/save", ginSave)
	g.POST("/savename", ginSaveName)
	e := echo.New()
	e.GET("/file", echoFile)
	e.GET("/attachment", echoAttachment)
	e5 := echo5.New()
	e5.GET("/read", echo5Read)
	e5.GET("/file", echo5File)
	f := fiber.New()
	f.Get("/send/:name", fiberSend)
	f.Get("/segment/:name", fiberSegment)
	f.Get("/rest/*", fiberRest)
	f.Post("/save", fiberSave)
	f3 := fiber3.New()
	f3.Get("/send", fiber3Send)
	f3.Get("/fixed", fiber3Fixed)
	r := chi.NewRouter()
	r.Get("/rest/*", chiRest)
	r.Get("/segment/{name}", chiSegment)
	go func() { log.Fatal(e.Start(":8081")) }()
	go func() { log.Fatal(e5.Start(":8082")) }()
	go func() { log.Fatal(f.Listen(":8083")) }()
	go func() { log.Fatal(f3.Listen(":8084")) }()
	go func() { log.Fatal(http.ListenAndServe(":8085", r)) }()
	log.Fatal(g.Run(":8080"))
}
