// Command idsources takes ids from everywhere a request has them.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type letter struct {
	ID     int64  `json:"id"`
	UserID int64  `json:"-"`
	Text   string `json:"text"`
}

type server struct{ db *sql.DB }

type (
	userKey struct{}
	idKey   struct{}
)

func (s *server) user(r *http.Request) (id int64, err error) {
	err = s.db.QueryRowContext(r.Context(), `SELECT user_id FROM tokens WHERE token = $1`, r.Header.Get("X-Token")).Scan(&id)
	return id, err
}

func (s *server) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := s.user(r)
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	}
}

func caller(r *http.Request) int64 { return r.Context().Value(userKey{}).(int64) }

func (s *server) find(ctx context.Context, id int64) (*letter, error) {
	var l letter
	err := s.db.QueryRowContext(ctx, `SELECT id, user_id, text FROM letters WHERE id = $1`, id).Scan(&l.ID, &l.UserID, &l.Text)
	return &l, err
}

func (s *server) findOwn(ctx context.Context, user, id int64) (*letter, error) {
	var l letter
	err := s.db.QueryRowContext(ctx, `SELECT id, user_id, text FROM letters WHERE user_id = $1 AND id = $2`, user, id).Scan(&l.ID, &l.UserID, &l.Text)
	return &l, err
}

func reply(w http.ResponseWriter, l *letter, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(l)
}

func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

func (s *server) query(w http.ResponseWriter, r *http.Request) {
	l, err := s.find(r.Context(), number(r.URL.Query().Get("id"))) // want ownercheck "GET /query"
	reply(w, l, err)
}

func (s *server) form(w http.ResponseWriter, r *http.Request) {
	l, err := s.find(r.Context(), number(r.FormValue("id"))) // want ownercheck "POST /form"
	reply(w, l, err)
}

func (s *server) header(w http.ResponseWriter, r *http.Request) {
	l, err := s.find(r.Context(), number(r.Header.Get("X-Letter"))) // want ownercheck "GET /header"
	reply(w, l, err)
}

func (s *server) body(w http.ResponseWriter, r *http.Request) {
	var in struct{ ID int64 }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	l, err := s.find(r.Context(), in.ID) // want ownercheck "POST /body"
	reply(w, l, err)
}

func (s *server) bodyMap(w http.ResponseWriter, r *http.Request) {
	var in map[string]any
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	id, ok := in["letter_id"].(float64)
	if !ok {
		http.Error(w, "letter_id is required", http.StatusBadRequest)
		return
	}
	l, err := s.find(r.Context(), int64(id)) // want ownercheck "POST /bodymap"
	reply(w, l, err)
}

func (s *server) trimmed(w http.ResponseWriter, r *http.Request) {
	l, err := s.find(r.Context(), number(strings.TrimPrefix(r.URL.Path, "/trimmed/"))) // want ownercheck "/trimmed/"
	reply(w, l, err)
}

// parseID puts the number of the path into the context.
func parseID(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		next(w, r.WithContext(context.WithValue(r.Context(), idKey{}, number(r.PathValue("id")))))
	}
}

func (s *server) parsed(w http.ResponseWriter, r *http.Request) {
	l, err := s.find(r.Context(), r.Context().Value(idKey{}).(int64)) // want ownercheck "GET /parsed/{id}"
	reply(w, l, err)
}

func (s *server) parsedOwn(w http.ResponseWriter, r *http.Request) {
	l, err := s.findOwn(r.Context(), caller(r), r.Context().Value(idKey{}).(int64)) // ok: the owner is part of the predicate
	reply(w, l, err)
}

func (s *server) queryOwn(w http.ResponseWriter, r *http.Request) {
	l, err := s.findOwn(r.Context(), caller(r), number(r.URL.Query().Get("id"))) // ok: the owner is part of the predicate
	reply(w, l, err)
}

func (s *server) bodyOwn(w http.ResponseWriter, r *http.Request) {
	var in struct{ ID int64 }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	l, err := s.find(r.Context(), in.ID) // ok: the owner is compared below
	if err == nil && l.UserID != caller(r) {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	reply(w, l, err)
}

// constant loads a letter that no client has chosen.
func (s *server) constant(w http.ResponseWriter, r *http.Request) {
	l, err := s.find(r.Context(), 1) // ok: nobody chooses the id
	reply(w, l, err)
}

// latest loads the id from the caller's own row.
func (s *server) latest(w http.ResponseWriter, r *http.Request) {
	var id int64
	if err := s.db.QueryRowContext(r.Context(), `SELECT last_letter FROM users WHERE id = $1`, caller(r)).Scan(&id); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	l, err := s.find(r.Context(), id) // ok: the id comes from the caller's own row
	reply(w, l, err)
}

// gin binds paths, queries and bodies to structs.

type letterURI struct {
	ID int64 `uri:"id" form:"id" json:"id" binding:"required"`
}

func (s *server) ginAuth(c *gin.Context) {
	id, err := s.user(c.Request)
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", id)
}

func (s *server) boundURI(c *gin.Context) {
	var in letterURI
	if err := c.ShouldBindUri(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	l, err := s.find(c, in.ID) // want ownercheck "GET /bounduri/{id}"
	reply(c.Writer, l, err)
}

func (s *server) boundQuery(c *gin.Context) {
	var in letterURI
	if err := c.ShouldBindQuery(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	l, err := s.find(c, in.ID) // want ownercheck "GET /boundquery"
	reply(c.Writer, l, err)
}

func (s *server) boundOwn(c *gin.Context) {
	var in letterURI
	if err := c.ShouldBindUri(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	l, err := s.findOwn(c, c.GetInt64("user"), in.ID) // ok: the owner is part of the predicate
	reply(c.Writer, l, err)
}

func (s *server) boundCompared(c *gin.Context) {
	var in letterURI
	if err := c.ShouldBindJSON(&in); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	l, err := s.find(c, in.ID) // ok: the owner is compared below
	if err != nil || l.UserID != c.GetInt64("user") {
		c.Status(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, l)
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /query", s.auth(s.query))
	mux.HandleFunc("POST /form", s.auth(s.form))
	mux.HandleFunc("GET /header", s.auth(s.header))
	mux.HandleFunc("POST /body", s.auth(s.body))
	mux.HandleFunc("POST /bodymap", s.auth(s.bodyMap))
	mux.HandleFunc("GET /trimmed/", s.auth(s.trimmed))
	mux.HandleFunc("GET /parsed/{id}", s.auth(parseID(s.parsed)))
	mux.HandleFunc("GET /v2/parsed/{id}", s.auth(parseID(s.parsedOwn)))
	mux.HandleFunc("GET /v2/query", s.auth(s.queryOwn))
	mux.HandleFunc("POST /v2/body", s.auth(s.bodyOwn))
	mux.HandleFunc("GET /constant", s.auth(s.constant))
	mux.HandleFunc("GET /latest", s.auth(s.latest))

	r := gin.New()
	r.Use(s.ginAuth)
	r.GET("/bounduri/:id", s.boundURI)
	r.GET("/boundquery", s.boundQuery)
	r.GET("/v2/bounduri/:id", s.boundOwn)
	r.POST("/boundjson", s.boundCompared)
	go func() { log.Fatal(r.Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", mux))
}
