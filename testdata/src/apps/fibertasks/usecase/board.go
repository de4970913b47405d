package usecase

import (
	"go.uber.org/zap"

	"fixtures/apps/fibertasks/entity"
	"fixtures/apps/fibertasks/repository"
)

// BoardUseCase keeps boards.
type BoardUseCase struct {
	boards *repository.BoardRepository
	log    *zap.Logger
}

// NewBoardUseCase returns the use cases of boards.
func NewBoardUseCase(boards *repository.BoardRepository, log *zap.Logger) *BoardUseCase {
	return &BoardUseCase{boards, log}
}

// List returns the caller's boards.
func (b *BoardUseCase) List(caller *Caller) ([]entity.Board, error) {
	return b.boards.OfUser(caller.ID)
}

// Create makes a board of the caller.
func (b *BoardUseCase) Create(caller *Caller, name string) (*entity.Board, error) {
	board := &entity.Board{OwnerID: caller.ID, Name: name}
	if err := b.boards.Create(board); err != nil {
		return nil, err
	}
	return board, b.boards.AddMember(board.ID, caller.ID)
}

// Get returns a board that the caller is a member of.
func (b *BoardUseCase) Get(caller *Caller, id uint) (*entity.Board, error) {
	member, err := b.boards.IsMember(id, caller.ID)
	if err != nil {
		return nil, err
	}
	if !member {
		return nil, ErrForbidden
	}
	return b.boards.FindByID(id)
}

// Rename renames a board. The membership is looked up, but the answer only logged.
func (b *BoardUseCase) Rename(caller *Caller, id uint, name string) error {
	member, err := b.boards.IsMember(id, caller.ID)
	if err != nil {
		return err
	}
	b.log.Info("rename", zap.Uint("board", id), zap.Bool("member", member))
	board, err := b.boards.FindByID(id)
	if err != nil {
		return err
	}
	board.Name = name
	return b.boards.Save(board)
}

// Delete deletes a board of the caller.
func (b *BoardUseCase) Delete(caller *Caller, id uint) error {
	n, err := b.boards.DeleteOwned(id, caller.ID)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}
