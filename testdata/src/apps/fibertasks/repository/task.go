package repository

import (
	"slices"

	"gorm.io/gorm"

	"fixtures/apps/fibertasks/entity"
)

// TaskRepository stores tasks.
type TaskRepository struct{ Repository[entity.Task] }

// NewTaskRepository returns a repository on db.
func NewTaskRepository(db *gorm.DB) *TaskRepository {
	return &TaskRepository{Repository[entity.Task]{DB: db}}
}

var taskColumns = []string{"title", "done", "created_at"}

// OfBoard returns the tasks of a board.
func (r *TaskRepository) OfBoard(boardID uint, sort string) (tasks []entity.Task, err error) {
	if !slices.Contains(taskColumns, sort) {
		sort = "created_at"
	}
	err = r.DB.Where("board_id = ?", boardID).Order(sort + " ASC").Find(&tasks).Error // ok: one of the constants or the default
	return tasks, err
}

// Search returns the tasks of the user's boards whose title matches.
func (r *TaskRepository) Search(userID uint, text, sort string) (tasks []entity.Task, err error) {
	tx := r.DB.Joins("JOIN members ON members.board_id = tasks.board_id").Where("members.user_id = ?", userID)
	if text != "" {
		tx = tx.Where("tasks.title ILIKE '%" + text + "%'") // want sqlconcat
	}
	if sort == "newest" {
		tx = tx.Order("tasks.created_at DESC") // ok: a constant
	}
	err = tx.Find(&tasks).Error
	return tasks, err
}
