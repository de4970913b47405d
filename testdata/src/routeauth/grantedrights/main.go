// Command grantedrights computes in one middleware what a caller may do and demands it in another.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type user struct {
	ID    uint
	Token string
	Admin bool
}

type project struct {
	ID     uint
	Public bool
	Name   string
}

type rights struct {
	UserID, ProjectID uint
	Read, Write       bool
}

type server struct{ db *gorm.DB }

func (s *server) identify(c *gin.Context) {
	var u user
	if token := c.GetHeader("Authorization"); token != "" && s.db.First(&u, "token = ?", token).Error == nil {
		c.Set("user", &u)
	}
	c.Next()
}

func userOf(c *gin.Context) *user {
	v, ok := c.Get("user")
	if !ok {
		return nil
	}
	u, ok := v.(*user)
	if !ok {
		return nil
	}
	return u
}

func rightsOf(c *gin.Context) *rights {
	v, ok := c.Get("rights")
	if !ok {
		return nil
	}
	r, ok := v.(*rights)
	if !ok {
		return nil
	}
	return r
}

func (s *server) load(c *gin.Context) {
	var p project
	if err := s.db.First(&p, c.Param("id")).Error; err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.Set("project", &p)
	c.Next()
}

func (s *server) grant(c *gin.Context) {
	u := userOf(c)
	p := c.MustGet("project").(*project)
	granted := new(rights)
	if u != nil {
		if err := s.db.First(granted, "user_id = ? AND project_id = ?", u.ID, p.ID).Error; err != nil {
			log.Printf("no rights for %s: %v", p.Name, err)
		}
	}
	if granted == nil {
		granted = new(rights)
	}
	if u != nil && u.Admin {
		granted.Read = true
		granted.Write = true
	}
	if p.Public {
		granted.Read = true
	}
	if u != nil {
		log.Printf("%d granted %+v to %s", u.ID, granted, p.Name)
	} else {
		log.Printf("guest granted %+v to %s", granted, p.Name)
	}
	c.Set("rights", granted)
	c.Next()
}

func mustRead(c *gin.Context) {
	u := userOf(c)
	if rightsOf(c).Read {
		c.Next()
		return
	}
	if u != nil {
		c.AbortWithStatus(http.StatusNotFound)
	} else {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func mustWrite(c *gin.Context) {
	u := userOf(c)
	if rightsOf(c).Write {
		c.Next()
		return
	}
	if u != nil {
		c.AbortWithStatus(http.StatusNotFound)
	} else {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func (s *server) show(c *gin.Context) {
	var all []project
	s.db.Find(&all)
	c.JSON(http.StatusOK, all)
}

func (s *server) rename(c *gin.Context) {
	s.db.Model(&project{}).Where("id = ?", c.Param("id")).Update("name", c.Query("name"))
	c.Status(http.StatusNoContent)
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	r := gin.New()
	r.Use(s.identify)
	projects := r.Group("/projects/:id")
	projects.Use(s.load, s.grant)
	projects.GET("/open", s.show) // want routeauth "GET /projects/{id}/open"
	projects.Use(mustRead)
	projects.GET("", s.show)              // ok: whoever is not known gets public projects only
	projects.PUT("", mustWrite, s.rename) // ok: nobody writes without rights, and strangers have none
	projects.POST("/drop", s.rename)      // want routeauth "POST /projects/{id}/drop"
	log.Fatal(r.Run())
}
