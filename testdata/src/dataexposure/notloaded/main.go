// Command notloaded answers with objects whose secrets are new, were never loaded, or are gone.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jinzhu/copier"
	"xorm.io/xorm"
)

// apiKey has its token in memory only.
type apiKey struct {
	ID        int64  `json:"id"`
	Token     string `xorm:"-" json:"accessToken"`
	TokenHash string `json:"-"`
}

type registry struct {
	ID       int64  `json:"id"`
	Address  string `json:"address"`
	Password string `json:"password"`
}

// withoutPassword is a copy for clients.
func (r *registry) withoutPassword() *registry { return &registry{ID: r.ID, Address: r.Address} }

type user struct {
	ID    int64
	Name  string
	Email string
}

type signedIn struct {
	Name        string `json:"name"`
	Email       string `json:"email"`
	AccessToken string `json:"accessToken"`
}

type session struct {
	ID           int64  `json:"id"`
	SessionToken string `json:"sessionToken"`
	PasswordHash string `json:"passwordHash"`
}

type api struct {
	db  *xorm.Engine
	sql *sql.DB
}

func (a *api) keys(c *gin.Context) {
	var keys []apiKey
	if err := a.db.Find(&keys); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, keys) // ok: the token is in no column
}

func (a *api) load(c *gin.Context) ([]*registry, bool) {
	var list []*registry
	if err := a.db.Find(&list); err != nil {
		c.Status(http.StatusInternalServerError)
		return nil, false
	}
	return list, true
}

func (a *api) registries(c *gin.Context) {
	list, ok := a.load(c)
	if !ok {
		return
	}
	c.JSON(http.StatusOK, list) // want dataexposure
}

func (a *api) copied(c *gin.Context) {
	list, ok := a.load(c)
	if !ok {
		return
	}
	for i, r := range list {
		list[i] = r.withoutPassword()
	}
	c.JSON(http.StatusOK, list) // ok: every element was replaced by a copy
}

func (a *api) someCopied(c *gin.Context) {
	list, ok := a.load(c)
	if !ok {
		return
	}
	for i, r := range list {
		if r.Address == "" {
			continue
		}
		list[i] = r.withoutPassword()
	}
	c.JSON(http.StatusOK, list) // want dataexposure
}

func (a *api) copiedLater(c *gin.Context) {
	list, ok := a.load(c)
	if !ok {
		return
	}
	c.JSON(http.StatusOK, list) // want dataexposure
	for i := range list {
		list[i] = list[i].withoutPassword()
	}
	log.Print(len(list))
}

func (a *api) signIn(c *gin.Context) {
	var u user
	if ok, err := a.db.Where("name = ?", c.PostForm("name")).Get(&u); err != nil || !ok {
		c.Status(http.StatusUnauthorized)
		return
	}
	var answer signedIn
	if err := copier.Copy(&answer, &u); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	answer.AccessToken = c.GetHeader("X-Nonce")
	c.JSON(http.StatusOK, answer) // ok: a user has no such field
}

func (a *api) newSession(c *gin.Context) {
	var s session
	row := a.sql.QueryRow(`INSERT INTO sessions (name) VALUES ($1) RETURNING id, session_token`, c.PostForm("name"))
	if err := row.Scan(&s.ID, &s.SessionToken); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusCreated, s) // ok: a new token is handed out once
}

func (a *api) newPassword(c *gin.Context) {
	var s session
	row := a.sql.QueryRow(`INSERT INTO sessions (name) VALUES ($1) RETURNING id, password_hash`, c.PostForm("name"))
	if err := row.Scan(&s.ID, &s.PasswordHash); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusCreated, s) // want dataexposure
}

func (a *api) session(c *gin.Context) {
	var s session
	row := a.sql.QueryRow(`SELECT id, session_token FROM sessions WHERE id = $1`, c.Param("id"))
	if err := row.Scan(&s.ID, &s.SessionToken); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.JSON(http.StatusOK, s) // want dataexposure
}

func main() {
	db, err := xorm.NewEngine("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{db, db.DB().DB}
	r := gin.New()
	r.GET("/keys", a.keys)
	r.GET("/registries", a.registries)
	r.GET("/copied", a.copied)
	r.GET("/somecopied", a.someCopied)
	r.GET("/copiedlater", a.copiedLater)
	r.POST("/signin", a.signIn)
	r.POST("/sessions", a.newSession)
	r.POST("/passwords", a.newPassword)
	r.GET("/sessions/:id", a.session)
	log.Fatal(r.Run())
}
