package web

import (
	"encoding/csv"
	"net/http"
)

func (s *Server) listComments(w http.ResponseWriter, r *http.Request) {
	comments, err := s.Comments.All(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	reply(w, comments)
}

func (s *Server) deleteComment(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	if err := s.Comments.Delete(r.Context(), id); err != nil { // ok: comments have no owner and the route is for editors
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) takeDown(w http.ResponseWriter, r *http.Request) {
	id, ok := pathID(w, r)
	if !ok {
		return
	}
	if err := s.Posts.Delete(r.Context(), id); err != nil { // ok: the route is for editors, who may delete all posts
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) exportComments(w http.ResponseWriter, r *http.Request) {
	comments, err := s.Comments.All(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv")
	out := csv.NewWriter(w)
	for _, c := range comments {
		_ = out.Write([]string{c.ID.Hex(), c.Name, c.Text})
	}
	out.Flush()
}
