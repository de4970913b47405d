// Command genericrepos decodes bodies into models that generic repositories store.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Employee struct {
	ID     uint   `json:"id" gorm:"primaryKey"`
	Name   string `json:"name"`
	Role   string `json:"role"`
	Salary int    `json:"salary"`
}

type Room struct {
	ID   uint   `json:"id" gorm:"primaryKey"`
	Name string `json:"name"`
}

// Repo stores rows of one kind.
type Repo[T any] struct{ db *gorm.DB }

func (r Repo[T]) Save(v *T) error { return r.db.Save(v).Error }

// Add stores whatever it gets.
func Add(db *gorm.DB, v any) error { return db.Create(v).Error }

type server struct {
	db        *gorm.DB
	employees Repo[Employee]
	rooms     Repo[Room]
}

func answer(w http.ResponseWriter, err error) {
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (s *server) saveEmployee(w http.ResponseWriter, r *http.Request) {
	var e Employee
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil { // want massassign `Employee.Role and .*Employee.Salary`
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer(w, s.employees.Save(&e))
}

func (s *server) saveName(w http.ResponseWriter, r *http.Request) {
	var e Employee
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil { // ok: the rest is set after
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	e.Role, e.Salary = "clerk", 0
	answer(w, s.employees.Save(&e))
}

func (s *server) saveRoom(w http.ResponseWriter, r *http.Request) {
	var room Room
	if err := json.NewDecoder(r.Body).Decode(&room); err != nil { // ok: a room has nothing that clients must not choose
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer(w, s.rooms.Save(&room))
}

func (s *server) addEmployee(w http.ResponseWriter, r *http.Request) {
	var e Employee
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil { // want massassign `Employee.Role and .*Employee.Salary`
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer(w, Add(s.db, &e))
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, Repo[Employee]{db}, Repo[Room]{db}}
	http.HandleFunc("PUT /employees", s.saveEmployee)
	http.HandleFunc("PUT /employees/name", s.saveName)
	http.HandleFunc("PUT /rooms", s.saveRoom)
	http.HandleFunc("POST /employees", s.addEmployee)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
