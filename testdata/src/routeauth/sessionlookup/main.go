// Command sessionlookup finds sessions in cookies, in tables and with libraries, which hand out empty sessions to strangers.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	gorilla "github.com/gorilla/sessions"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type session struct {
	User    int64
	Expires time.Time
}

type server struct {
	db      *sql.DB
	store   *gorilla.CookieStore
	manager *scs.SessionManager
}

func unauthorized(w http.ResponseWriter) { w.WriteHeader(http.StatusUnauthorized) }

func (s *server) load(ctx context.Context, id string) (*session, error) {
	var found session
	err := s.db.QueryRowContext(ctx, `SELECT user_id, expires FROM sessions WHERE id = $1`, id).Scan(&found.User, &found.Expires)
	if err != nil {
		return nil, err
	}
	return &found, nil
}

// byTable reads the cookie and then the table.
func (s *server) byTable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sid, err := r.Cookie("sid")
		if err != nil {
			unauthorized(w)
			return
		}
		found, err := s.load(r.Context(), sid.Value)
		if err != nil || time.Now().After(found.Expires) {
			unauthorized(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// extends prolongs the session that the cookie names, if it names one.
func (s *server) extends(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if sid, err := r.Cookie("sid"); err == nil {
			if _, err := s.load(r.Context(), sid.Value); err == nil {
				sid.Expires = time.Now().Add(time.Hour)
				http.SetCookie(w, sid)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// byGorilla demands a value of the session.
func (s *server) byGorilla(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found, _ := s.store.Get(r, "crane")
		if loggedIn, ok := found.Values["loggedIn"].(bool); !ok || !loggedIn {
			unauthorized(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// opened demands only that there is a session: strangers get a new one.
func (s *server) opened(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found, err := s.store.Get(r, "crane")
		if err != nil || found == nil {
			unauthorized(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// byManager demands a user in the session that LoadAndSave loaded.
func (s *server) byManager(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.manager.Exists(r.Context(), "user") {
			unauthorized(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) count(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM cranes`).Scan(&n)
	return n, err
}

func (s *server) cranes(w http.ResponseWriter, r *http.Request) {
	n, err := s.count(r.Context())
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(n)
}

func (s *server) router() http.Handler {
	r := chi.NewRouter()
	r.With(s.byTable).Get("/a", s.cranes)                          // ok: the table knows the cookie
	r.With(s.extends).Get("/b", s.cranes)                          // want routeauth "GET /b"
	r.With(s.byGorilla).Get("/c", s.cranes)                        // ok: an empty session has no such value
	r.With(s.opened).Get("/d", s.cranes)                           // want routeauth "GET /d"
	r.With(s.manager.LoadAndSave).Get("/e", s.cranes)              // want routeauth "GET /e"
	r.With(s.manager.LoadAndSave, s.byManager).Get("/f", s.cranes) // ok: an empty session has no user
	return r
}

// pages uses gin and its sessions.
func (s *server) pages() *gin.Engine {
	cranes := func(c *gin.Context) {
		n, err := s.count(c)
		if err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		c.JSON(http.StatusOK, n)
	}
	r := gin.New()
	r.Use(sessions.Sessions("crane", cookie.NewStore([]byte(os.Getenv("SESSION_KEY")))))
	r.GET("/g", cranes) // want routeauth "GET /g"

	private := r.Group("/private", func(c *gin.Context) {
		if sessions.Default(c).Get("user") == nil {
			c.Redirect(http.StatusFound, "/login")
			c.Abort()
		}
	})
	private.GET("/cranes", cranes) // ok: an empty session has no user
	return r
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, gorilla.NewCookieStore([]byte(os.Getenv("SESSION_KEY"))), scs.New()}
	go func() { log.Fatal(s.pages().Run(":8081")) }()
	log.Fatal(http.ListenAndServe(":8080", s.router()))
}
