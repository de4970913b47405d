// Command frameworks finds documents by what comes in through several routers.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// repository finds by whatever its callers say.
type repository struct{ c *mongo.Collection }

func (r *repository) find(ctx context.Context, filter any) (bson.M, error) {
	var doc bson.M
	err := r.c.FindOne(ctx, filter).Decode(&doc)
	return doc, err
}

type finder interface {
	find(ctx context.Context, filter any) (bson.M, error)
}

type server struct{ finder }

type credentials struct {
	Name  string `json:"name"`
	Token any    `json:"token"`
}

func (s *server) ginToken(c *gin.Context) {
	var in credentials
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	doc, err := s.find(c, bson.M{"token": in.Token}) // want nosqlinject "body parameter Token"
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, doc["name"])
}

func (s *server) ginName(c *gin.Context) {
	var in credentials
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	doc, err := s.find(c, bson.M{"name": in.Name}) // ok: text
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, doc["name"])
}

func (s *server) echoFilter(c echo.Context) error {
	filter := map[string]any{}
	if err := c.Bind(&filter); err != nil {
		return echo.ErrBadRequest
	}
	doc, err := s.find(c.Request().Context(), filter) // want nosqlinject "body of the request"
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, doc["name"])
}

func (s *server) echoQuery(c echo.Context) error {
	doc, err := s.find(c.Request().Context(), map[string]any{"name": c.QueryParam("name")}) // ok: text
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, doc["name"])
}

func (s *server) echo5Filter(c *echo5.Context) error {
	var filter bson.M
	if err := c.Bind(&filter); err != nil {
		return echo5.ErrBadRequest
	}
	doc, err := s.find(c.Request().Context(), filter) // want nosqlinject "body of the request"
	if err != nil {
		return echo5.ErrNotFound
	}
	return c.JSON(http.StatusOK, doc["name"])
}

func (s *server) fiberFilter(c *fiber.Ctx) error {
	var filter bson.M
	if err := c.BodyParser(&filter); err != nil {
		return fiber.ErrBadRequest
	}
	doc, err := s.find(c.Context(), filter) // want nosqlinject "body of the request"
	if err != nil {
		return fiber.ErrNotFound
	}
	return c.JSON(doc["name"])
}

func (s *server) fiberParam(c *fiber.Ctx) error {
	doc, err := s.find(c.Context(), bson.D{{Key: "name", Value: c.Params("name")}}) // ok: text
	if err != nil {
		return fiber.ErrNotFound
	}
	return c.JSON(doc["name"])
}

func (s *server) fiber3Filter(c fiber3.Ctx) error {
	var filter bson.M
	if err := c.Bind().Body(&filter); err != nil {
		return fiber3.ErrBadRequest
	}
	doc, err := s.find(c, filter) // want nosqlinject "body of the request"
	if err != nil {
		return fiber3.ErrNotFound
	}
	return c.JSON(doc["name"])
}

func main() {
	client, err := mongo.Connect(context.Background(), options.Client().ApplyURI(os.Getenv("MONGO")))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{&repository{client.Database("shop").Collection("users")}}
	g := gin.New()
	g.POST("/token", s.ginToken)
	g.POST("/name", s.ginName)
	e := echo.New()
	e.POST("/filter", s.echoFilter)
	e.GET("/query", s.echoQuery)
	e5 := echo5.New()
	e5.POST("/filter", s.echo5Filter)
	f := fiber.New()
	f.Post("/filter", s.fiberFilter)
	f.Get("/param/:name", s.fiberParam)
	f3 := fiber3.New()
	f3.Post("/filter", s.fiber3Filter)
	go func() { log.Fatal(e.Start(":8081")) }()
	go func() { log.Fatal(e5.Start(":8082")) }()
	go func() { log.Fatal(f.Listen(":8083")) }()
	go func() { log.Fatal(f3.Listen(":8084")) }()
	log.Fatal(g.Run(":8080"))
}
