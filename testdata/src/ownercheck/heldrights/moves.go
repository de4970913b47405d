package main

import "xorm.io/xorm"

// Move puts a card, which the body names, in another place of the board. Nobody asks whether the card is on it.
type Move struct {
	CardID   int64 `xorm:"card_id" json:"card_id"`
	BoardID  int64 `xorm:"board_id" json:"-" param:"board"`
	Position int64 `xorm:"position" json:"position"`
}

// CanRead implements model.
func (m *Move) CanRead(s *xorm.Session, a auth) (bool, error) { return m.CanWrite(s, a) }

// CanWrite implements model.
func (m *Move) CanWrite(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: m.BoardID}
	return b.CanWrite(s, a)
}

// Create implements model.
func (m *Move) Create(*xorm.Session) error { return nil }

// Read implements model.
func (m *Move) Read(*xorm.Session) error { return nil }

// Update implements model: that there is no such move is no error, and those that differ go on.
func (m *Move) Update(s *xorm.Session) error {
	old := &Move{}
	if _, err := s.Where("card_id = ? AND board_id = ?", m.CardID, m.BoardID).Get(old); err != nil {
		return err
	}
	if old.Position == m.Position {
		return nil
	}
	_, err := s.ID(m.CardID).Cols("text").Update(&Card{Text: "moved"}) // want ownercheck "POST /boards/{board}/moves: card is changed"
	return err
}

// Swap puts a card, which the body names, in another place of the board on which it is.
type Swap struct {
	CardID   int64 `xorm:"card_id" json:"card_id"`
	BoardID  int64 `xorm:"board_id" json:"-" param:"board"`
	Position int64 `xorm:"position" json:"position"`
}

// CanRead implements model.
func (m *Swap) CanRead(s *xorm.Session, a auth) (bool, error) { return m.CanWrite(s, a) }

// CanWrite implements model.
func (m *Swap) CanWrite(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: m.BoardID}
	return b.CanWrite(s, a)
}

// Create implements model.
func (m *Swap) Create(*xorm.Session) error { return nil }

// Read implements model.
func (m *Swap) Read(*xorm.Session) error { return nil }

// Update implements model.
func (m *Swap) Update(s *xorm.Session) error {
	old := &Swap{}
	found, err := s.Where("card_id = ? AND board_id = ?", m.CardID, m.BoardID).Get(old)
	if err != nil {
		return err
	}
	if !found {
		return xorm.ErrNotExist
	}
	_, err = s.ID(m.CardID).Cols("text").Update(&Card{Text: "moved"}) // ok: it was found on the board
	return err
}
