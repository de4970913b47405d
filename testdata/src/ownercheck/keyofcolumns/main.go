// Command keyofcolumns has rows whose key is made of the owner and something else, and helpers that get whole statements.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type User struct {
	ID      uint
	Token   string
	IsAdmin bool
}

// Consent is given by one person to one application.
type Consent struct {
	UserID        uint `gorm:"primaryKey"`
	ApplicationID uint `gorm:"primaryKey"`
	Scope         string
}

type Drawing struct {
	ID     uint
	UserID uint
	Title  string
}

type server struct{ db *gorm.DB }

// row runs a statement for those who know one.
func (s *server) row(into any, statement string, args ...any) error {
	return s.db.Raw(statement, args...).Scan(into).Error
}

func (s *server) caller(r *http.Request) (*User, error) {
	var u User
	err := s.row(&u, "SELECT id, is_admin FROM users WHERE token = ?", r.Header.Get("Authorization"))
	return &u, err
}

func (s *server) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if u, err := s.caller(r); err != nil || u.ID == 0 {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func (s *server) withdraw(w http.ResponseWriter, r *http.Request) {
	u, err := s.caller(r)
	if err != nil {
		http.Error(w, "log in first", http.StatusUnauthorized)
		return
	}
	if err := s.db.Where("user_id = ? AND application_id = ?", u.ID, r.PathValue("id")).Delete(&Consent{}).Error; err != nil { // ok: the caller's
		http.Error(w, "not withdrawn", http.StatusInternalServerError)
	}
}

// withdrawAll takes half a key for a whole one.
func (s *server) withdrawAll(w http.ResponseWriter, r *http.Request) {
	if err := s.db.Where("application_id = ?", r.PathValue("id")).Delete(&Consent{}).Error; err != nil { // want ownercheck "DELETE /consents/{id}/all: consent is deleted"
		http.Error(w, "not withdrawn", http.StatusInternalServerError)
	}
}

// show asks who calls by a statement that reads a role, too: nobody looks at it.
func (s *server) show(w http.ResponseWriter, r *http.Request) {
	u, err := s.caller(r)
	if err != nil {
		http.Error(w, "log in first", http.StatusUnauthorized)
		return
	}
	log.Println(u.ID, "looks at a drawing")
	var d Drawing
	if err := s.db.First(&d, r.PathValue("id")).Error; err != nil { // want ownercheck "GET /drawings/{id}: drawing is loaded"
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(d)
}

// audit is for those who have the role.
func (s *server) audit(w http.ResponseWriter, r *http.Request) {
	u, err := s.caller(r)
	if err != nil || !u.IsAdmin {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	var d Drawing
	if err := s.db.First(&d, r.PathValue("id")).Error; err != nil { // ok: administrators see all
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(d)
}

func main() {
	db, err := gorm.Open(postgres.Open("dbname=drawings"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("DELETE /consents/{id}", s.auth(s.withdraw))
	mux.HandleFunc("DELETE /consents/{id}/all", s.auth(s.withdrawAll))
	mux.HandleFunc("GET /drawings/{id}", s.auth(s.show))
	mux.HandleFunc("GET /audit/{id}", s.auth(s.audit))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
