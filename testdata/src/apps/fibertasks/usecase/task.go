package usecase

import (
	"go.uber.org/zap"

	"fixtures/apps/fibertasks/entity"
	"fixtures/apps/fibertasks/repository"
)

// TaskUseCase keeps tasks.
type TaskUseCase struct {
	tasks  *repository.TaskRepository
	boards *repository.BoardRepository
	log    *zap.Logger
}

// NewTaskUseCase returns the use cases of tasks.
func NewTaskUseCase(tasks *repository.TaskRepository, boards *repository.BoardRepository, log *zap.Logger) *TaskUseCase {
	return &TaskUseCase{tasks, boards, log}
}

func (t *TaskUseCase) mustBeMember(caller *Caller, boardID uint) error {
	if caller.IsAdmin {
		return nil
	}
	member, err := t.boards.IsMember(boardID, caller.ID)
	if err != nil {
		return err
	}
	if !member {
		return ErrForbidden
	}
	return nil
}

// List returns the tasks of a board.
func (t *TaskUseCase) List(caller *Caller, boardID uint, sort string) ([]entity.Task, error) {
	if err := t.mustBeMember(caller, boardID); err != nil {
		return nil, err
	}
	return t.tasks.OfBoard(boardID, sort)
}

// Search returns tasks of the caller's boards.
func (t *TaskUseCase) Search(caller *Caller, text, sort string) ([]entity.Task, error) {
	return t.tasks.Search(caller.ID, text, sort)
}

// Get returns a task of a board that the caller is a member of.
func (t *TaskUseCase) Get(caller *Caller, id uint) (*entity.Task, error) {
	task, err := t.tasks.FindByID(id)
	if err != nil {
		return nil, err
	}
	if err := t.mustBeMember(caller, task.BoardID); err != nil {
		return nil, err
	}
	return task, nil
}

// Finish marks a task as done.
func (t *TaskUseCase) Finish(caller *Caller, id uint) error {
	task, err := t.Get(caller, id)
	if err != nil {
		return err
	}
	task.Done = true
	return t.tasks.Save(task)
}

// Delete deletes a task.
func (t *TaskUseCase) Delete(caller *Caller, id uint) error {
	t.log.Info("delete task", zap.Uint("user", caller.ID), zap.Uint("task", id))
	return t.tasks.DeleteByID(id)
}
