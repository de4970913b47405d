package main

import "xorm.io/xorm"

// crud is what one handler does with many types.
type crud interface {
	CanDelete(s *xorm.Session, user int64) (bool, error)
	Delete(s *xorm.Session, user int64) error
}

// Project belongs to a user.
type Project struct {
	ID      int64 `xorm:"pk autoincr 'id'" param:"project"`
	OwnerID int64 `xorm:"owner_id"`
	Title   string
}

func (p *Project) load(s *xorm.Session) (*Project, error) {
	found := &Project{}
	exists, err := s.Where("id = ?", p.ID).Get(found)
	if err != nil {
		return nil, err
	}
	if !exists {
		return nil, xorm.ErrNotExist
	}
	return found, nil
}

// CanDelete implements crud.
func (p *Project) CanDelete(s *xorm.Session, user int64) (bool, error) {
	found, err := p.load(s)
	if err != nil {
		return false, err
	}
	return found.OwnerID == user, nil
}

// Delete implements crud.
func (p *Project) Delete(s *xorm.Session, _ int64) error {
	_, err := s.Where("id = ?", p.ID).Delete(&Project{}) // ok: CanDelete compares the owner
	return err
}

// Share is a link to a project. Whoever may delete a project may delete all shares, whatever project they are of.
type Share struct {
	ID        int64 `xorm:"pk autoincr 'id'" param:"share"`
	ProjectID int64 `xorm:"project_id" param:"project"`
	Hash      string
}

// CanDelete implements crud.
func (l *Share) CanDelete(s *xorm.Session, user int64) (bool, error) {
	p := &Project{ID: l.ProjectID}
	return p.CanDelete(s, user)
}

// Delete implements crud.
func (l *Share) Delete(s *xorm.Session, _ int64) error {
	_, err := s.Where("id = ?", l.ID).Delete(&Share{}) // want ownercheck "DELETE /projects/{project}/shares/{share}: share is deleted"
	return err
}

// View is a view of a project, which has to be that of the path.
type View struct {
	ID        int64 `xorm:"pk autoincr 'id'" param:"view"`
	ProjectID int64 `xorm:"project_id" param:"project"`
}

// CanDelete implements crud.
func (v *View) CanDelete(s *xorm.Session, user int64) (bool, error) {
	p := &Project{ID: v.ProjectID}
	return p.CanDelete(s, user)
}

// Delete implements crud.
func (v *View) Delete(s *xorm.Session, _ int64) error {
	_, err := s.Where("id = ? AND project_id = ?", v.ID, v.ProjectID).Delete(&View{}) // ok: it is of the project that was checked
	return err
}

// Label has an owner whom nobody asks for.
type Label struct {
	ID      int64 `xorm:"pk autoincr 'id'" param:"label"`
	OwnerID int64 `xorm:"owner_id"`
}

// CanDelete implements crud.
func (*Label) CanDelete(*xorm.Session, int64) (bool, error) { return true, nil }

// Delete implements crud.
func (l *Label) Delete(s *xorm.Session, _ int64) error {
	_, err := s.Where("id = ?", l.ID).Delete(&Label{}) // want ownercheck "DELETE /labels/{label}: label is deleted"
	return err
}
