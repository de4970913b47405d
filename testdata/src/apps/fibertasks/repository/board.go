package repository

import (
	"gorm.io/gorm"

	"fixtures/apps/fibertasks/entity"
)

// BoardRepository stores boards and their members.
type BoardRepository struct{ Repository[entity.Board] }

// NewBoardRepository returns a repository on db.
func NewBoardRepository(db *gorm.DB) *BoardRepository {
	return &BoardRepository{Repository[entity.Board]{DB: db}}
}

// IsMember reports whether the user is a member of the board.
func (r *BoardRepository) IsMember(boardID, userID uint) (bool, error) {
	var n int64
	err := r.DB.Model(&entity.Member{}).Where("board_id = ? AND user_id = ?", boardID, userID).Count(&n).Error
	return n > 0, err
}

// OfUser returns the boards that the user is a member of.
func (r *BoardRepository) OfUser(userID uint) (boards []entity.Board, err error) {
	err = r.DB.Joins("JOIN members ON members.board_id = boards.id").Where("members.user_id = ?", userID).Find(&boards).Error
	return boards, err
}

// AddMember makes the user a member.
func (r *BoardRepository) AddMember(boardID, userID uint) error {
	return r.DB.Create(&entity.Member{BoardID: boardID, UserID: userID}).Error
}

// DeleteOwned deletes a board of the owner.
func (r *BoardRepository) DeleteOwned(id, ownerID uint) (int64, error) {
	res := r.DB.Where("id = ? AND owner_id = ?", id, ownerID).Delete(&entity.Board{})
	return res.RowsAffected, res.Error
}
