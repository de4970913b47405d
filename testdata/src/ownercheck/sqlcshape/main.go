// Command sqlcshape calls queries in the shape that sqlc generates.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/go-chi/chi/v5"
	_ "github.com/jackc/pgx/v5/stdlib"

	"fixtures/ownercheck/sqlcshape/db"
)

type server struct{ q db.Querier }

type employeeKey struct{}

func employee(ctx context.Context) int64 {
	id, _ := ctx.Value(employeeKey{}).(int64)
	return id
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := s.q.GetToken(r.Context(), r.Header.Get("X-Token"))
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), employeeKey{}, id)))
	})
}

// withID parses the path's id for a handler that wants a number.
func withID(f func(w http.ResponseWriter, r *http.Request, id int64)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
		if err != nil {
			http.Error(w, "id is not a number", http.StatusBadRequest)
			return
		}
		f(w, r, id)
	}
}

func answer(w http.ResponseWriter, p db.Payslip, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(p)
}

func (s *server) any(w http.ResponseWriter, r *http.Request, id int64) {
	p, err := s.q.GetPayslip(r.Context(), id) // want ownercheck "GET /a/{id}"
	answer(w, p, err)
}

func (s *server) own(w http.ResponseWriter, r *http.Request, id int64) {
	p, err := s.q.GetPayslipForEmployee(r.Context(), db.GetPayslipForEmployeeParams{ID: id, EmployeeID: employee(r.Context())}) // ok: the generated query has the employee in its predicate
	answer(w, p, err)
}

func (s *server) compared(w http.ResponseWriter, r *http.Request, id int64) {
	p, err := s.q.GetPayslip(r.Context(), id) // ok: the employee is compared below
	if err == nil && p.EmployeeID != employee(r.Context()) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	answer(w, p, err)
}

func (s *server) remove(w http.ResponseWriter, r *http.Request, id int64) {
	if err := s.q.DeletePayslip(r.Context(), id); err != nil { // want ownercheck "DELETE /a/{id}"
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}

func (s *server) note(w http.ResponseWriter, r *http.Request, id int64) {
	arg := db.SetNoteParams{ID: id, EmployeeID: employee(r.Context()), Note: sql.NullString{String: r.FormValue("note"), Valid: true}}
	if err := s.q.SetNote(r.Context(), arg); err != nil { // ok: the generated query has the employee in its predicate
		http.Error(w, "cannot write", http.StatusInternalServerError)
	}
}

// noteFor lets the client say whose payslip it is.
func (s *server) noteFor(w http.ResponseWriter, r *http.Request, id int64) {
	var in struct {
		Employee int64
		Note     string
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	arg := db.SetNoteParams{ID: id, EmployeeID: in.Employee, Note: sql.NullString{String: in.Note, Valid: true}}
	if err := s.q.SetNote(r.Context(), arg); err != nil { // want ownercheck "PUT /b/{id}"
		http.Error(w, "cannot write", http.StatusInternalServerError)
	}
}

func main() {
	conn, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db.New(conn)}
	r := chi.NewRouter()
	r.Use(s.auth)
	r.Get("/a/{id}", withID(s.any))
	r.Get("/b/{id}", withID(s.own))
	r.Get("/c/{id}", withID(s.compared))
	r.Delete("/a/{id}", withID(s.remove))
	r.Put("/a/{id}", withID(s.note))
	r.Put("/b/{id}", withID(s.noteFor))
	log.Fatal(http.ListenAndServe(":8080", r))
}
