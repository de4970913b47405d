package web

import (
	"encoding/json"
	"net/http"
	"time"

	"go.mongodb.org/mongo-driver/bson/primitive"

	"fixtures/apps/gorillablog/blog"
)

type postRequest struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

func decodePost(w http.ResponseWriter, r *http.Request) (*postRequest, bool) {
	var in postRequest
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
		http.Error(w, "malformed post: "+err.Error(), http.StatusBadRequest) // ok: a decode error answered with 400
		return nil, false
	}
	if in.Title == "" {
		http.Error(w, "a title is required", http.StatusUnprocessableEntity) // ok: a constant text
		return nil, false
	}
	return &in, true
}

func (s *Server) listPosts(w http.ResponseWriter, r *http.Request) {
	posts, err := s.Posts.Published(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	reply(w, posts)
}

func (s *Server) readPost(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	post, err := s.Posts.PublishedByID(r.Context(), id) // ok: the route is declared public
	if err != nil {
		fail(w, r, err)
		return
	}
	comments, err := s.Comments.Of(r.Context(), post.ID)
	if err != nil {
		fail(w, r, err)
		return
	}
	reply(w, map[string]any{"post": post, "comments": comments})
}

func (s *Server) listDrafts(w http.ResponseWriter, r *http.Request) {
	drafts, err := s.Posts.Drafts(r.Context(), author(r).ID) // ok: the id is the caller's own
	if err != nil {
		explain(w, "listing drafts", err)
		return
	}
	reply(w, drafts)
}

func (s *Server) createPost(w http.ResponseWriter, r *http.Request) {
	in, ok := decodePost(w, r)
	if !ok {
		return
	}
	post := &blog.Post{AuthorID: author(r).ID, Title: in.Title, Body: in.Body, CreatedAt: time.Now()}
	if err := s.Posts.Insert(r.Context(), post); err != nil { // ok: the new post belongs to the caller
		explain(w, "creating the post", err)
		return
	}
	reply(w, post)
}

// ownPost loads the post of the path for its author, or answers the request.
func (s *Server) ownPost(w http.ResponseWriter, r *http.Request) (*blog.Post, bool) {
	id, ok := pathID(w, r)
	if !ok {
		return nil, false
	}
	post, err := s.Posts.ByID(r.Context(), id) // ok: the author is compared below
	if err != nil {
		fail(w, r, err)
		return nil, false
	}
	if post.AuthorID != author(r).ID {
		http.Error(w, "not your post", http.StatusForbidden)
		return nil, false
	}
	return post, true
}

func (s *Server) previewPost(w http.ResponseWriter, r *http.Request) {
	post, ok := s.ownPost(w, r)
	if !ok {
		return
	}
	reply(w, post)
}

func (s *Server) deletePost(w http.ResponseWriter, r *http.Request) {
	post, ok := s.ownPost(w, r)
	if !ok {
		return
	}
	if err := s.Posts.Delete(r.Context(), post.ID); err != nil { // ok: the author was compared
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) rewritePost(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	in, ok := decodePost(w, r)
	if !ok {
		return
	}
	if err := s.Posts.Rewrite(r.Context(), id, in.Title, in.Body); err != nil { // want ownercheck "PUT /studio/posts/{id}"
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) publishPost(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	if err := s.Posts.Publish(r.Context(), id, author(r).ID); err != nil { // ok: the author is part of the filter
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// sourceOfPost trusts the author that the client names.
func (s *Server) sourceOfPost(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	claimed, err := primitive.ObjectIDFromHex(r.URL.Query().Get("author"))
	if err != nil {
		http.Error(w, "author is not an id", http.StatusBadRequest)
		return
	}
	post, err := s.Posts.ByID(r.Context(), id) // want ownercheck "GET /studio/posts/{id}/source"
	if err != nil {
		fail(w, r, err)
		return
	}
	if post.AuthorID != claimed {
		http.Error(w, "not your post", http.StatusForbidden)
		return
	}
	reply(w, post.Body)
}
