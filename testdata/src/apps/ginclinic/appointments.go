package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

// Appointment is one of a patient.
type Appointment struct {
	gorm.Model
	PatientID uint   `gorm:"index;not null"`
	Notes     string `json:"-"`
}

// owned restricts a query to what is the caller's.
func owned(ctx *gin.Context) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB { return db.Where("patient_id = ?", caller(ctx)) }
}

// claimed restricts a query to what is of whomever the client names.
func claimed(ctx *gin.Context) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB { return db.Where("patient_id = ?", ctx.Query("patient")) }
}

// find loads a row of any table by its id, with more conditions.
func find[T any](db *gorm.DB, id string, scopes ...func(*gorm.DB) *gorm.DB) (*T, error) {
	var row T
	return &row, db.Scopes(scopes...).First(&row, "id = ?", id).Error
}

func answer(ctx *gin.Context, v any, err error) {
	if err != nil {
		ctx.Status(http.StatusNotFound)
		return
	}
	ctx.JSON(http.StatusOK, v)
}

func (c *clinic) listAppointments(ctx *gin.Context) {
	var list []Appointment
	err := c.db.Scopes(owned(ctx)).Find(&list).Error
	answer(ctx, list, err)
}

func (c *clinic) showAppointment(ctx *gin.Context) {
	a, err := find[Appointment](c.db, ctx.Param("id"), owned(ctx)) // ok: the query is restricted to the caller
	answer(ctx, a, err)
}

// showNotes restricts the query to what the client says.
func (c *clinic) showNotes(ctx *gin.Context) {
	a, err := find[Appointment](c.db, ctx.Param("id"), claimed(ctx)) // want ownercheck "GET /appointments/{id}/notes"
	answer(ctx, gin.H{"notes": a.Notes}, err)
}

func (c *clinic) cancelAppointment(ctx *gin.Context) {
	err := c.db.Transaction(func(tx *gorm.DB) error {
		a, err := find[Appointment](tx, ctx.Param("id")) // ok: whose it is decides below
		if err != nil {
			return err
		}
		if a.PatientID != caller(ctx) {
			return gorm.ErrRecordNotFound
		}
		return tx.Delete(a).Error
	})
	answer(ctx, nil, err)
}

// dropAppointment finds out whose it is and deletes it anyway.
func (c *clinic) dropAppointment(ctx *gin.Context) {
	err := c.db.Transaction(func(tx *gorm.DB) error {
		a, err := find[Appointment](tx, ctx.Param("id")) // want ownercheck "DELETE /appointments/{id}/quietly"
		if err != nil {
			return err
		}
		stranger := a.PatientID != caller(ctx)
		ctx.Set("stranger", stranger)
		return tx.Delete(a).Error
	})
	answer(ctx, nil, err)
}
