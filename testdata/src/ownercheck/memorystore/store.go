package main

import (
	"errors"
	"sync"
)

var errNotFound = errors.New("not found")

// note is what is kept, as a pointer in a map of a struct.
type note struct {
	ID     string `json:"id"`
	UserID string `json:"user_id"`
	Text   string `json:"text"`
}

// notes keeps notes in memory.
type notes struct {
	mu   sync.RWMutex
	byID map[string]*note
}

func newNotes() *notes { return &notes{byID: make(map[string]*note)} }

func (s *notes) get(id string) (*note, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n, ok := s.byID[id]
	if !ok {
		return nil, errNotFound
	}
	return n, nil
}

func (s *notes) put(n *note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[n.ID] = n
}

func (s *notes) remove(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byID, id)
}

// removeOwn removes a note of a user.
func (s *notes) removeOwn(user, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, ok := s.byID[id]; !ok || n.UserID != user {
		return errNotFound
	}
	delete(s.byID, id)
	return nil
}

// session says who has a token.
type session struct{ UserID string }

// card is kept by value in a map of the package.
type card struct {
	ID, OwnerID string
	Number      string
}

var (
	cardsMu sync.Mutex
	cards   = map[string]card{}
)

// city belongs to nobody.
type city struct{ ID, Name string }

var cities = map[string]city{"b": {"b", "Bern"}}

// file is kept in a sync.Map.
type file struct{ ID, OwnerID, Path string }

var files sync.Map

// box is in a map of maps, first by its owner.
type box struct{ ID, OwnerID, Label string }

var boxes = map[string]map[string]*box{}

// alias is kept in the database, and in memory for those who ask often.
type alias struct {
	ID     string `db:"id"`
	UserID string `db:"user_id"`
}

var aliases = map[string][]alias{}
