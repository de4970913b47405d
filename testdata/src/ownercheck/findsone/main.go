// Command findsone looks an object up before it deletes what belongs to it, with a library whose Find fails if there is none.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/jinzhu/gorm"
)

type campaign struct {
	ID     int64 `gorm:"primary_key"`
	UserID int64
	Name   string
}

type result struct {
	ID         int64 `gorm:"primary_key"`
	CampaignID int64
	UserID     int64
}

type server struct{ db *gorm.DB }

func (s *server) user(r *http.Request) int64 {
	var id int64
	row := s.db.Raw("SELECT user_id FROM sessions WHERE token = ?", r.Header.Get("Authorization")).Row()
	if row.Scan(&id) != nil {
		return 0
	}
	return id
}

func (s *server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.user(r) == 0 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func id(r *http.Request) int64 {
	n, _ := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	return n
}

func (s *server) campaign(id, user int64) (campaign, error) {
	c := campaign{}
	err := s.db.Where("id = ?", id).Where("user_id = ?", user).Find(&c).Error
	return c, err
}

func (s *server) campaigns(id, user int64) ([]campaign, error) {
	list := []campaign{}
	err := s.db.Where("id = ?", id).Where("user_id = ?", user).Find(&list).Error
	return list, err
}

func (s *server) deleteResults(id int64) error {
	return s.db.Where("campaign_id = ?", id).Delete(&result{}).Error
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if _, err := s.campaign(id(r), s.user(r)); err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_ = s.deleteResults(id(r)) // ok: there is a campaign of the caller's
}

// clear does not notice that there is none: a list may be empty.
func (s *server) clear(w http.ResponseWriter, r *http.Request) {
	if _, err := s.campaigns(id(r), s.user(r)); err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_ = s.deleteResults(id(r)) // want ownercheck "result is deleted by a client-chosen id"
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	c, err := s.campaign(id(r), s.user(r)) // ok: one of the caller's
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(c)
}

func main() {
	db, err := gorm.Open("postgres", "")
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	r := chi.NewRouter()
	r.Use(s.known)
	r.Get("/campaigns/{id}", s.show)
	r.Delete("/campaigns/{id}", s.remove)
	r.Delete("/campaigns/{id}/results", s.clear)
	log.Fatal(http.ListenAndServe(":8080", r))
}
