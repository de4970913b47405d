// Package web is the HTTP face of the blog.
package web

import (
	"net/http"

	"github.com/gorilla/mux"
	"github.com/gorilla/sessions"

	"fixtures/apps/gorillablog/blog"
)

// Deps are what the server needs.
type Deps struct {
	Posts    *blog.Posts
	Comments *blog.Comments
	Authors  *blog.Authors
	Cookies  *sessions.CookieStore
	Mailgun  *Mailgun
}

// Server serves the blog.
type Server struct {
	Deps
	router *mux.Router
}

// NewServer returns a server with all routes.
func NewServer(deps Deps) *Server {
	s := &Server{Deps: deps, router: mux.NewRouter()}
	s.public()
	s.studio()
	s.moderation()
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.router.ServeHTTP(w, r) }

func (s *Server) public() {
	r := s.router
	r.Use(s.cors)
	r.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }).Methods("GET") // ok: health is public by design
	r.HandleFunc("/login", s.login).Methods("POST")                                                                        // want ratelimit
	r.HandleFunc("/logout", s.logout).Methods("POST")                                                                      // ok: touches the session only
	r.HandleFunc("/hooks/mailgun", s.Mailgun.inbound(s.Comments)).Methods("POST")                                          // ok: the webhook verifies a signature
	r.HandleFunc("/posts", s.listPosts).Methods("GET")                                                                     //apilint:public everybody may read the blog
	r.HandleFunc("/posts/{id}", s.readPost).Methods("GET")                                                                 //apilint:public everybody may read the blog
	r.PathPrefix("/assets/").Handler(http.StripPrefix("/assets/", http.FileServer(http.Dir("assets"))))                    // ok: static assets
}

// studio registers what authors may do.
func (s *Server) studio() {
	r := s.router.PathPrefix("/studio").Subrouter()
	r.HandleFunc("/drafts", s.listDrafts).Methods("GET")
	r.HandleFunc("/posts", s.createPost).Methods("POST")
	r.HandleFunc("/posts/{id}", s.previewPost).Methods("GET")
	r.HandleFunc("/posts/{id}", s.rewritePost).Methods("PUT")
	r.HandleFunc("/posts/{id}", s.deletePost).Methods("DELETE")
	r.HandleFunc("/posts/{id}/publish", s.publishPost).Methods("POST")
	r.HandleFunc("/posts/{id}/source", s.sourceOfPost).Methods("GET")
	r.Use(s.requireAuthor)
}

// moderation registers what editors may do.
func (s *Server) moderation() {
	r := s.router.PathPrefix("/moderation").Subrouter()
	r.Handle("/comments", s.requireAuthor(s.requireEditor(http.HandlerFunc(s.listComments)))).Methods("GET")
	r.Handle("/comments/{id}", s.requireAuthor(s.requireEditor(http.HandlerFunc(s.deleteComment)))).Methods("DELETE")
	r.Handle("/posts/{id}", s.requireAuthor(s.requireEditor(http.HandlerFunc(s.takeDown)))).Methods("DELETE")
	r.HandleFunc("/export", s.exportComments).Methods("GET") // want routeauth "GET /moderation/export"
}
