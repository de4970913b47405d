// Command createdunder makes objects below others, and in the name of users, that the client names.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

const schema = `
CREATE TABLE users (id bigint PRIMARY KEY, name text, digest text);
CREATE TABLE projects (id bigint PRIMARY KEY, owner_id bigint REFERENCES users (id), name text);
CREATE TABLE tasks (id bigint PRIMARY KEY, project_id bigint REFERENCES projects (id), title text);
CREATE TABLE comments (id bigint PRIMARY KEY, project_id bigint REFERENCES projects (id), author_id bigint REFERENCES users (id), text text);
CREATE TABLE notes (id bigint PRIMARY KEY, owner_id bigint REFERENCES users (id), text text);
CREATE TABLE cities (id bigint PRIMARY KEY, name text);
CREATE TABLE streets (id bigint PRIMARY KEY, city_id bigint REFERENCES cities (id), name text);
`

// Task is a task of a project.
type Task struct {
	ID        int64 `gorm:"primaryKey"`
	ProjectID string
	Title     string
}

type server struct {
	db  *sql.DB
	orm *gorm.DB
}

type handler func(w http.ResponseWriter, r *http.Request, me int64)

func (s *server) auth(next handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		var me int64
		if !ok || s.db.QueryRow(`SELECT id FROM users WHERE name = $1 AND digest = crypt($2, digest)`, name, password).Scan(&me) != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r, me)
	}
}

func done(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "try again later", http.StatusInternalServerError)
	}
}

func (s *server) owns(r *http.Request, project string, me int64) bool {
	var n int
	err := s.db.QueryRowContext(r.Context(), `SELECT 1 FROM projects WHERE id = $1 AND owner_id = $2`, project, me).Scan(&n)
	return err == nil
}

func (s *server) project(w http.ResponseWriter, r *http.Request, me int64) {
	var name string
	err := s.db.QueryRow(`SELECT name FROM projects WHERE id = $1 AND owner_id = $2`, r.PathValue("project"), me).Scan(&name)
	if err == nil {
		err = json.NewEncoder(w).Encode(name)
	}
	done(w, err)
}

func (s *server) task(w http.ResponseWriter, r *http.Request, me int64) {
	_, err := s.db.Exec(`INSERT INTO tasks (project_id, title) VALUES ($1, $2)`, r.PathValue("project"), r.FormValue("title")) // want ownercheck "POST /projects/{project}/tasks: task is created"
	done(w, err)
}

func (s *server) checkedTask(w http.ResponseWriter, r *http.Request, me int64) {
	if !s.owns(r, r.PathValue("project"), me) {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_, err := s.db.Exec(`INSERT INTO tasks (project_id, title) VALUES ($1, $2)`, r.PathValue("project"), r.FormValue("title")) // ok: the project is the caller's
	done(w, err)
}

func (s *server) carelessTask(w http.ResponseWriter, r *http.Request, me int64) {
	s.owns(r, r.PathValue("project"), me)
	_, err := s.db.Exec(`INSERT INTO tasks (project_id, title) VALUES ($1, $2)`, r.PathValue("project"), r.FormValue("title")) // want ownercheck "POST /careless/{project}/tasks"
	done(w, err)
}

func (s *server) otherTask(w http.ResponseWriter, r *http.Request, me int64) {
	if !s.owns(r, r.PathValue("project"), me) {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_, err := s.db.Exec(`INSERT INTO tasks (project_id, title) VALUES ($1, $2)`, r.FormValue("project_id"), r.FormValue("title")) // want ownercheck "POST /other/{project}/tasks"
	done(w, err)
}

func (s *server) selectedTask(w http.ResponseWriter, r *http.Request, me int64) {
	_, err := s.db.Exec(`INSERT INTO tasks (project_id, title) SELECT id, $2 FROM projects WHERE id = $1 AND owner_id = $3`, // ok: it takes the caller's projects only
		r.PathValue("project"), r.FormValue("title"), me)
	done(w, err)
}

func (s *server) anyTask(w http.ResponseWriter, r *http.Request, me int64) {
	s.owns(r, r.PathValue("project"), me)
	_, err := s.db.Exec(`INSERT INTO tasks (project_id, title) SELECT id, $2 FROM projects WHERE id = $1`, r.PathValue("project"), r.FormValue("title")) // want ownercheck "POST /any/{project}/tasks"
	done(w, err)
}

func (s *server) ormTask(w http.ResponseWriter, r *http.Request, me int64) {
	task := Task{ProjectID: r.PathValue("project"), Title: r.FormValue("title")}
	done(w, s.orm.Create(&task).Error) // want ownercheck "POST /orm/{project}/tasks"
}

func (s *server) checkedOrmTask(w http.ResponseWriter, r *http.Request, me int64) {
	if !s.owns(r, r.PathValue("project"), me) {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	done(w, s.orm.Create(&Task{ProjectID: r.PathValue("project"), Title: r.FormValue("title")}).Error) // ok: the project is the caller's
}

func (s *server) comment(w http.ResponseWriter, r *http.Request, me int64) {
	_, err := s.db.Exec(`INSERT INTO comments (project_id, author_id, text) VALUES ($1, $2, $3)`, // ok: it is the caller's own, wherever it stands
		r.PathValue("project"), me, r.FormValue("text"))
	done(w, err)
}

func (s *server) note(w http.ResponseWriter, r *http.Request, me int64) {
	_, err := s.db.Exec(`INSERT INTO notes (owner_id, text) VALUES ($1, $2)`, me, r.FormValue("text")) // ok: the owner is the caller
	done(w, err)
}

func (s *server) notes(w http.ResponseWriter, r *http.Request, me int64) {
	var text string
	err := s.db.QueryRow(`SELECT text FROM notes WHERE owner_id = $1 AND id = $2`, me, r.PathValue("id")).Scan(&text)
	if err == nil {
		err = json.NewEncoder(w).Encode(text)
	}
	done(w, err)
}

func (s *server) noteFor(w http.ResponseWriter, r *http.Request, me int64) {
	_, err := s.db.Exec(`INSERT INTO notes (owner_id, text) VALUES ($1, $2)`, r.FormValue("owner"), r.FormValue("text")) // want ownercheck "POST /notes/for: note is created for an owner"
	done(w, err)
}

func (s *server) street(w http.ResponseWriter, r *http.Request, me int64) {
	_, err := s.db.Exec(`INSERT INTO streets (city_id, name) VALUES ($1, $2)`, r.PathValue("city"), r.FormValue("name")) // ok: cities are nobody's
	done(w, err)
}

type task struct {
	ProjectID int64
	Title     string
}

func (s *server) insert(r *http.Request, t task) error {
	_, err := s.db.ExecContext(r.Context(), `INSERT INTO tasks (project_id, title) VALUES ($1, $2)`, t.ProjectID, t.Title)
	return err
}

// under takes the project of the path, which is the caller's, for whatever the body says.
func (s *server) under(w http.ResponseWriter, r *http.Request, me int64) {
	var t task
	if err := json.NewDecoder(r.Body).Decode(&t); err != nil {
		http.Error(w, "no task", http.StatusBadRequest)
		return
	}
	var id, owner int64
	err := s.db.QueryRowContext(r.Context(), `SELECT id, owner_id FROM projects WHERE id = $1`, r.PathValue("id")).Scan(&id, &owner)
	if err != nil || owner != me {
		http.Error(w, "no such project", http.StatusNotFound)
		return
	}
	t.ProjectID = id
	done(w, s.insert(r, t)) // ok: a project of the caller's
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	if _, err := db.Exec(schema); err != nil {
		log.Fatal(err)
	}
	orm, err := gorm.Open(postgres.New(postgres.Config{Conn: db}))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db, orm}
	http.HandleFunc("GET /projects/{project}", s.auth(s.project))
	http.HandleFunc("POST /projects/{project}/tasks", s.auth(s.task))
	http.HandleFunc("POST /checked/{project}/tasks", s.auth(s.checkedTask))
	http.HandleFunc("POST /careless/{project}/tasks", s.auth(s.carelessTask))
	http.HandleFunc("POST /other/{project}/tasks", s.auth(s.otherTask))
	http.HandleFunc("POST /selected/{project}/tasks", s.auth(s.selectedTask))
	http.HandleFunc("POST /any/{project}/tasks", s.auth(s.anyTask))
	http.HandleFunc("POST /orm/{project}/tasks", s.auth(s.ormTask))
	http.HandleFunc("POST /orm/checked/{project}/tasks", s.auth(s.checkedOrmTask))
	http.HandleFunc("POST /projects/{project}/comments", s.auth(s.comment))
	http.HandleFunc("POST /notes", s.auth(s.note))
	http.HandleFunc("GET /notes/{id}", s.auth(s.notes))
	http.HandleFunc("POST /notes/for", s.auth(s.noteFor))
	http.HandleFunc("POST /replaced/{id}/tasks", s.auth(s.under))
	http.HandleFunc("POST /cities/{city}/streets", s.auth(s.street))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
