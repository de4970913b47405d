package main

import "xorm.io/xorm"

// Board belongs to a user. A link opens it to others.
type Board struct {
	ID      int64 `xorm:"pk autoincr 'id'" param:"board"`
	OwnerID int64 `xorm:"owner_id" json:"-"`
	Title   string
}

func boardByID(s *xorm.Session, id int64) (*Board, error) {
	b := &Board{}
	exists, err := s.Where("id = ?", id).Get(b) // ok: whoever asks for it compares the owner
	if err != nil {
		return nil, err
	}
	if !exists {
		return nil, xorm.ErrNotExist
	}
	return b, nil
}

// CanRead implements model: a link's permission is one for its board, not a role.
func (b *Board) CanRead(s *xorm.Session, a auth) (bool, error) {
	found, err := boardByID(s, b.ID)
	if err != nil {
		return false, err
	}
	*b = *found
	if l, ok := a.(*link); ok {
		return b.ID == l.BoardID && l.Permission >= 0, nil
	}
	return b.OwnerID == a.GetID(), nil
}

// CanWrite implements model.
func (b *Board) CanWrite(s *xorm.Session, a auth) (bool, error) {
	if b.ID == 0 {
		_, ok := a.(*user)
		return ok, nil
	}
	if isStaff(s, a) { // which opens another way than the one of the owners
		return true, nil
	}
	found, err := boardByID(s, b.ID)
	if err != nil {
		return false, err
	}
	if l, ok := a.(*link); ok {
		return found.ID == l.BoardID && l.Permission > 0, nil
	}
	return found.OwnerID == a.GetID(), nil
}

// Create implements model.
func (b *Board) Create(s *xorm.Session) error {
	_, err := s.Insert(b)
	return err
}

// Read implements model.
func (b *Board) Read(*xorm.Session) error { return nil }

// Update implements model.
func (b *Board) Update(s *xorm.Session) error {
	_, err := s.ID(b.ID).Update(b)
	return err
}

// Card is on a board. Whoever may read some board may read all cards, whatever board they are on.
type Card struct {
	ID      int64 `xorm:"pk autoincr 'id'" param:"card"`
	BoardID int64 `xorm:"board_id" json:"-" param:"board"`
	Text    string
}

// CanRead implements model.
func (c *Card) CanRead(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: c.BoardID}
	return b.CanRead(s, a)
}

// CanWrite implements model: it looks for the card on the board.
func (c *Card) CanWrite(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: c.BoardID}
	can, err := b.CanWrite(s, a)
	if err != nil || !can {
		return false, err
	}
	return s.Where("id = ? AND board_id = ?", c.ID, c.BoardID).Exist(&Card{})
}

// Create implements model.
func (c *Card) Create(s *xorm.Session) error {
	_, err := s.Insert(c)
	return err
}

// Read implements model.
func (c *Card) Read(s *xorm.Session) error {
	exists, err := s.Where("id = ?", c.ID).NoAutoCondition().Get(c) // want ownercheck "GET /boards/{board}/cards/{card}: card is loaded"
	if err == nil && !exists {
		return xorm.ErrNotExist
	}
	return err
}

// Update implements model.
func (c *Card) Update(s *xorm.Session) error {
	_, err := s.ID(c.ID).Cols("text").Update(c) // ok: it is on the board that was checked
	return err
}

// Note is on a board, which has to be that of the path when it is read.
type Note struct {
	ID      int64 `xorm:"pk autoincr 'id'" param:"note"`
	BoardID int64 `xorm:"board_id" json:"-" param:"board"`
	Text    string
}

// CanRead implements model.
func (n *Note) CanRead(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: n.BoardID}
	return b.CanRead(s, a)
}

// CanWrite implements model.
func (n *Note) CanWrite(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: n.BoardID}
	return b.CanWrite(s, a)
}

// Create implements model.
func (n *Note) Create(s *xorm.Session) error {
	_, err := s.Insert(n)
	return err
}

// Read implements model: the board stands in the condition.
func (n *Note) Read(s *xorm.Session) error {
	exists, err := s.Where("id = ?", n.ID).And("board_id = ?", n.BoardID).NoAutoCondition().Get(n) // ok
	if err == nil && !exists {
		return xorm.ErrNotExist
	}
	return err
}

// Update implements model: of an object that is written, fields are no conditions.
func (n *Note) Update(s *xorm.Session) error {
	_, err := s.ID(n.ID).Cols("text").Update(n) // want ownercheck "POST /boards/{board}/notes/{note}: note is changed"
	return err
}

// File is on a board.
type File struct {
	ID       int64 `xorm:"pk autoincr 'id'" param:"file"`
	BoardID  int64 `xorm:"board_id" json:"-" param:"board"`
	Position int64
}

// CanRead implements model.
func (f *File) CanRead(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: f.BoardID}
	return b.CanRead(s, a)
}

// CanWrite implements model.
func (f *File) CanWrite(s *xorm.Session, a auth) (bool, error) {
	b := &Board{ID: f.BoardID}
	return b.CanWrite(s, a)
}

// Create implements model: the key is that of the new row, whatever the client sent.
func (f *File) Create(s *xorm.Session) error {
	f.ID = 0
	if _, err := s.Insert(f); err != nil {
		return err
	}
	f.Position = f.ID << 16
	_, err := s.Where("id = ?", f.ID).Update(f) // ok
	return err
}

// Read implements model: the board, which is set, is a condition by itself.
func (f *File) Read(s *xorm.Session) error {
	exists, err := s.Where("id = ?", f.ID).Get(f) // ok
	if err == nil && !exists {
		return xorm.ErrNotExist
	}
	return err
}

// Update implements model.
func (f *File) Update(s *xorm.Session) error {
	_, err := s.Where("id = ?", f.ID).Delete(f) // ok: so is it here
	return err
}

// Account is a user's. Staff may write on all boards.
type Account struct {
	ID      int64 `xorm:"pk autoincr 'id'"`
	IsAdmin bool  `xorm:"is_admin"`
}

func isStaff(s *xorm.Session, a auth) bool {
	u, ok := a.(*user)
	if !ok {
		return false
	}
	found := &Account{}
	exists, err := s.Where("id = ?", u.ID).Get(found)
	return err == nil && exists && found.IsAdmin
}
