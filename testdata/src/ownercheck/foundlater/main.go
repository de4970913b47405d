// Command foundlater puts what it found in the place of what the client named, sometimes too late for the lookup.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"
)

type server struct{ db *sql.DB }

type userKey struct{}

func user(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var id int64
		row := s.db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization"))
		if err := row.Scan(&id); err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

type message struct {
	Channel int64  `json:"channel"`
	Text    string `json:"text"`
}

type channel struct {
	ID, UserID int64
	Name       string
}

func (s *server) find(id int64) (*channel, error) {
	var c channel
	err := s.db.QueryRow("SELECT id, user_id, name FROM channels WHERE id = $1", id).Scan(&c.ID, &c.UserID, &c.Name)
	return &c, err
}

func (s *server) own(user int64) (*channel, error) {
	var c channel
	err := s.db.QueryRow("SELECT id, user_id, name FROM channels WHERE user_id = $1", user).Scan(&c.ID, &c.UserID, &c.Name)
	return &c, err
}

// post looks the channel up before the message gets another one.
func (s *server) post(w http.ResponseWriter, r *http.Request) {
	var m message
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		http.Error(w, "no message", http.StatusBadRequest)
		return
	}
	c, err := s.find(m.Channel) // want ownercheck "POST /messages: channel is loaded"
	if err != nil {
		http.Error(w, "no channel", http.StatusNotFound)
		return
	}
	if c.Name == "" {
		if c, err = s.own(user(r)); err != nil {
			http.Error(w, "no channel", http.StatusNotFound)
			return
		}
	}
	m.Channel = c.ID
	_ = json.NewEncoder(w).Encode(m)
}

// postChecked compares the owner between the two.
func (s *server) postChecked(w http.ResponseWriter, r *http.Request) {
	var m message
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		http.Error(w, "no message", http.StatusBadRequest)
		return
	}
	c, err := s.find(m.Channel) // ok: compared
	if err != nil || c.UserID != user(r) {
		http.Error(w, "no channel", http.StatusNotFound)
		return
	}
	m.Channel = c.ID
	_ = json.NewEncoder(w).Encode(m)
}

// postOwn gives the message the caller's channel first.
func (s *server) postOwn(w http.ResponseWriter, r *http.Request) {
	var m message
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		http.Error(w, "no message", http.StatusBadRequest)
		return
	}
	mine, err := s.own(user(r))
	if err != nil {
		http.Error(w, "no channel", http.StatusNotFound)
		return
	}
	m.Channel = mine.ID
	c, err := s.find(m.Channel) // ok: the caller's, whatever the client sent
	if err != nil {
		http.Error(w, "no channel", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(c)
}

// add gives a channel the number that its row got.
func (s *server) add(c *channel) error {
	res, err := s.db.Exec("INSERT INTO channels (user_id, name) VALUES ($1, $2)", c.UserID, c.Name)
	if err != nil {
		return err
	}
	if c.ID, err = res.LastInsertId(); err != nil {
		return err
	}
	return s.touch(c.ID)
}

// edit takes the number as the client sent it.
func (s *server) edit(c *channel) error {
	if err := s.touch(c.ID); err != nil {
		return err
	}
	return s.db.QueryRow("INSERT INTO edits (name) VALUES ($1) RETURNING id", c.Name).Scan(&c.ID)
}

func (s *server) touch(id int64) error {
	_, err := s.db.Exec("UPDATE channels SET touched = now() WHERE id = $1", id)
	return err
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	var c channel
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, "no channel", http.StatusBadRequest)
		return
	}
	c.UserID = user(r)
	if err := s.add(&c); err != nil { // ok: the row is new
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

func (s *server) change(w http.ResponseWriter, r *http.Request) {
	var c channel
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, "no channel", http.StatusBadRequest)
		return
	}
	c.UserID = user(r)
	if err := s.edit(&c); err != nil { // want ownercheck "PUT /channels: channel is changed"
		http.Error(w, "not stored", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /messages", s.post)
	mux.HandleFunc("POST /messages/checked", s.postChecked)
	mux.HandleFunc("POST /messages/own", s.postOwn)
	mux.HandleFunc("POST /channels", s.create)
	mux.HandleFunc("PUT /channels", s.change)
	log.Fatal(http.ListenAndServe(":8080", s.auth(mux)))
}
