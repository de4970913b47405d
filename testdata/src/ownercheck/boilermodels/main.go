// Command boilermodels finds objects through models that sqlboiler generates. The generated code is cut down to what the program calls;
// its names and signatures are those of the generator.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"

	_ "github.com/lib/pq"

	"github.com/aarondl/sqlboiler/v4/boil"
	"github.com/aarondl/sqlboiler/v4/queries/qm"

	"fixtures/ownercheck/boilermodels/models"
)

type server struct{ db *sql.DB }

func (s *server) caller(w http.ResponseWriter, r *http.Request) *models.Author {
	email, _, ok := r.BasicAuth()
	a, err := models.Authors(models.AuthorWhere.Email.EQ(email)).One(r.Context(), s.db)
	if !ok || err != nil {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return nil
	}
	return a
}

func id(r *http.Request) int {
	n, _ := strconv.Atoi(r.PathValue("id"))
	return n
}

func (s *server) find(w http.ResponseWriter, r *http.Request) {
	if me := s.caller(w, r); me == nil {
		return
	}
	p, err := models.FindPost(r.Context(), s.db, id(r)) // want ownercheck
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) checked(w http.ResponseWriter, r *http.Request) {
	me := s.caller(w, r)
	if me == nil {
		return
	}
	p, err := models.FindPost(r.Context(), s.db, id(r))
	if err != nil || p.Author != me.ID {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(p)
}

func (s *server) one(w http.ResponseWriter, r *http.Request) {
	if me := s.caller(w, r); me == nil {
		return
	}
	p, err := models.Posts(models.PostWhere.ID.EQ(id(r))).One(r.Context(), s.db) // want ownercheck
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) owned(w http.ResponseWriter, r *http.Request) {
	me := s.caller(w, r)
	if me == nil {
		return
	}
	p, err := models.Posts(models.PostWhere.ID.EQ(id(r)), models.PostWhere.Author.EQ(me.ID)).One(r.Context(), s.db)
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) text(w http.ResponseWriter, r *http.Request) {
	if me := s.caller(w, r); me == nil {
		return
	}
	p, err := models.Posts(qm.Where("id = ?", id(r)), qm.Limit(1)).All(r.Context(), s.db) // want ownercheck
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) textOwned(w http.ResponseWriter, r *http.Request) {
	me := s.caller(w, r)
	if me == nil {
		return
	}
	p, err := models.Posts(qm.Where("id = ? AND author = ?", id(r), me.ID)).One(r.Context(), s.db)
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) edge(w http.ResponseWriter, r *http.Request) {
	me := s.caller(w, r)
	if me == nil {
		return
	}
	p, err := me.Posts(models.PostWhere.ID.EQ(id(r))).One(r.Context(), s.db)
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if me := s.caller(w, r); me == nil {
		return
	}
	if _, err := models.Posts(models.PostWhere.ID.IN([]int{id(r)})).DeleteAll(r.Context(), s.db); err != nil { // want ownercheck
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (s *server) save(w http.ResponseWriter, r *http.Request) {
	me := s.caller(w, r)
	if me == nil {
		return
	}
	p := &models.Post{ID: id(r), Title: r.FormValue("title"), Author: me.ID}
	if _, err := p.Update(r.Context(), s.db, boil.Infer()); err != nil { // want ownercheck
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (s *server) exists(w http.ResponseWriter, r *http.Request) {
	if me := s.caller(w, r); me == nil {
		return
	}
	if ok, err := models.PostExists(r.Context(), s.db, id(r)); err != nil || !ok {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	p, err := models.FindPost(r.Context(), s.db, id(r)) // want ownercheck
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func (s *server) others(w http.ResponseWriter, r *http.Request) {
	me := s.caller(w, r)
	if me == nil {
		return
	}
	p, err := models.Posts(models.PostWhere.ID.EQ(id(r)), models.PostWhere.Author.NEQ(me.ID)).One(r.Context(), s.db) // want ownercheck
	if err == nil {
		_ = json.NewEncoder(w).Encode(p)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	http.HandleFunc("GET /find/{id}", s.find)
	http.HandleFunc("GET /checked/{id}", s.checked)
	http.HandleFunc("GET /one/{id}", s.one)
	http.HandleFunc("GET /owned/{id}", s.owned)
	http.HandleFunc("GET /text/{id}", s.text)
	http.HandleFunc("GET /textowned/{id}", s.textOwned)
	http.HandleFunc("GET /edge/{id}", s.edge)
	http.HandleFunc("GET /exists/{id}", s.exists)
	http.HandleFunc("GET /others/{id}", s.others)
	http.HandleFunc("DELETE /remove/{id}", s.remove)
	http.HandleFunc("PUT /save/{id}", s.save)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
