package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

// Prescription is one of a patient.
type Prescription struct {
	gorm.Model
	PatientID uint `gorm:"index;not null"`
	Drug      string
}

// Report is one of a patient.
type Report struct {
	gorm.Model
	PatientID uint `gorm:"index;not null"`
	Text      string
}

// listPrescriptions relies on the middleware for the patient of the path.
func (c *clinic) listPrescriptions(ctx *gin.Context) {
	var list []Prescription
	err := c.db.Where("patient_id = ?", pathPatient(ctx)).Find(&list).Error // want ownercheck "GET /records/{patient}/prescriptions"
	answer(ctx, list, err)
}

// showPrescription has the patient of the path in its query too.
func (c *clinic) showPrescription(ctx *gin.Context) {
	var p Prescription
	err := c.db.Where("id = ? AND patient_id = ?", ctx.Param("id"), pathPatient(ctx)).First(&p).Error // ok: the middleware compares the patient with the caller
	answer(ctx, &p, err)
}

// showReport relies on a middleware that knows nothing of reports.
func (c *clinic) showReport(ctx *gin.Context) {
	r, err := find[Report](c.db, ctx.Param("id")) // want ownercheck "GET /patients/{patient}/reports/{id}"
	answer(ctx, r, err)
}
