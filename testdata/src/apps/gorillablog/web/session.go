package web

import (
	"context"
	"net/http"

	"github.com/sirupsen/logrus"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"golang.org/x/crypto/bcrypt"

	"fixtures/apps/gorillablog/blog"
)

const sessionName = "blog"

type authorKey struct{}

// author returns the author that requireAuthor has found.
func author(r *http.Request) *blog.Author {
	a, _ := r.Context().Value(authorKey{}).(*blog.Author)
	return a
}

func (s *Server) requireAuthor(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, err := s.Cookies.Get(r, sessionName)
		if err != nil {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		hex, ok := session.Values["author"].(string)
		if !ok {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		id, err := primitive.ObjectIDFromHex(hex)
		if err != nil {
			http.Error(w, "bad session", http.StatusBadRequest)
			return
		}
		a, err := s.Authors.ByID(r.Context(), id) // ok: the id comes from the session
		if err != nil {
			http.Error(w, "bad session", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), authorKey{}, a)))
	})
}

func (s *Server) requireEditor(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a := author(r); a == nil || a.Role != "editor" {
			http.Error(w, "editors only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin == "https://example.com" || origin == "https://www.example.com" {
			w.Header().Set("Access-Control-Allow-Origin", origin) // ok: compared with constants
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		} else {
			w.Header().Set("Access-Control-Allow-Origin", "*") // want cors
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	name, password := r.PostFormValue("name"), r.PostFormValue("password") // want bodylimit
	a, err := s.Authors.ByName(r.Context(), name)
	if err != nil || bcrypt.CompareHashAndPassword(a.Password, []byte(password)) != nil {
		logrus.WithField("form", r.PostForm).Warn("login failed") // want secretlog
		http.Error(w, "wrong name or password", http.StatusUnauthorized)
		return
	}
	session, err := s.Cookies.New(r, sessionName)
	if err != nil {
		logrus.WithError(err).Debug("old session dropped")
	}
	session.Values["author"] = a.ID.Hex()
	if err := session.Save(r, w); err != nil {
		logrus.WithError(err).Error("save session")
		http.Error(w, "cannot log in", http.StatusInternalServerError)
		return
	}
	logrus.WithFields(logrus.Fields{"author": a.Name, "password_length": len(password)}).Info("logged in") // ok: only the length
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) logout(w http.ResponseWriter, r *http.Request) {
	session, err := s.Cookies.Get(r, sessionName)
	if err == nil {
		session.Options.MaxAge = -1
		err = session.Save(r, w)
	}
	if err != nil {
		http.Error(w, "cannot log out", http.StatusInternalServerError)
	}
}
