// Command frameworks has shells run what comes in through several routers.
package main

import (
	"log"
	"net/http"
	"os/exec"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

type job struct {
	Script string `json:"script"`
	Name   string `json:"name" binding:"alphanum"`
}

func ginJob(c *gin.Context) {
	var in job
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := exec.Command("bash", "-c", in.Script).Run(); err != nil { // want cmdinject "body parameter Script"
		c.Status(http.StatusInternalServerError)
	}
}

func ginName(c *gin.Context) {
	var in job
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	if err := exec.Command("bash", "-c", "systemctl restart "+in.Name+".service").Run(); err != nil { // ok: the tag allows letters and digits
		c.Status(http.StatusInternalServerError)
	}
}

func echoShell(c echo.Context) error {
	return exec.Command("sh", "-c", "host "+c.QueryParam("name")).Run() // want cmdinject "query parameter name"
}

func echoHost(c echo.Context) error {
	return exec.Command("host", "--", c.QueryParam("name")).Run() // ok: an argument
}

func echo5Shell(c *echo5.Context) error {
	return exec.Command("sh", "-c", "host "+c.Param("name")).Run() // want cmdinject "path parameter name"
}

func echo5Host(c *echo5.Context) error {
	return exec.Command("host", "-t", "A", "--", c.Param("name")).Run() // ok: an argument
}

func fiberShell(c *fiber.Ctx) error {
	return exec.Command("sh", "-c", c.FormValue("line")).Run() // want cmdinject "form parameter line"
}

func fiberUnit(c *fiber.Ctx) error {
	unit := c.Params("unit")
	if !slices.Contains([]string{"web", "db"}, unit) {
		return fiber.ErrBadRequest
	}
	return exec.Command("sh", "-c", "systemctl restart "+unit).Run() // ok: one of two
}

func fiber3Shell(c fiber3.Ctx) error {
	return exec.Command("sh", "-c", string(c.Body())).Run() // want cmdinject "body of the request"
}

func fiber3Fixed(c fiber3.Ctx) error {
	return exec.Command("sh", "-c", "uptime | cut -c1-20").Run() // ok: a constant
}

func gorillaShell(w http.ResponseWriter, r *http.Request) {
	if err := exec.Command("cmd.exe", "/C", "dir "+mux.Vars(r)["dir"]).Run(); err != nil { // want cmdinject "path parameter dir"
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func gorillaFixed(w http.ResponseWriter, r *http.Request) {
	if err := exec.Command("cmd.exe", "/C", "dir").Run(); err != nil { // ok: a constant
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func main() {
	g := gin.New()
	g.POST("/job", ginJob)
	g.POST("/name", ginName)
	e := echo.New()
	e.GET("/shell", echoShell)
	e.GET("/host", echoHost)
	e5 := echo5.New()
	e5.GET("/shell/:name", echo5Shell)
	e5.GET("/host/:name", echo5Host)
	f := fiber.New()
	f.Post("/shell", fiberShell)
	f.Post("/unit/:unit", fiberUnit)
	f3 := fiber3.New()
	f3.Post("/shell", fiber3Shell)
	f3.Post("/fixed", fiber3Fixed)
	r := mux.NewRouter()
	r.HandleFunc("/dir/{dir}", gorillaShell)
	r.HandleFunc("/fixed", gorillaFixed)
	go func() { log.Fatal(e.Start(":8081")) }()
	go func() { log.Fatal(e5.Start(":8082")) }()
	go func() { log.Fatal(f.Listen(":8083")) }()
	go func() { log.Fatal(f3.Listen(":8084")) }()
	go func() { log.Fatal(http.ListenAndServe(":8085", r)) }()
	log.Fatal(g.Run(":8080"))
}
