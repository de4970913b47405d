// Command predicateinquery ties documents to the caller in the query, or forgets to.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type document struct {
	ID      int64  `json:"id"`
	OwnerID int64  `json:"-"`
	Title   string `json:"title"`
	Body    string `json:"body"`
}

type server struct{ db *sql.DB }

type userKey struct{}

func userID(r *http.Request) int64 { return r.Context().Value(userKey{}).(int64) }

func (s *server) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("sid")
		if err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		var id int64
		if err := s.db.QueryRowContext(r.Context(), `SELECT user_id FROM sessions WHERE id = $1`, cookie.Value).Scan(&id); err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	}
}

func (s *server) answer(w http.ResponseWriter, row *sql.Row) {
	var d document
	if err := row.Scan(&d.ID, &d.OwnerID, &d.Title, &d.Body); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(d)
}

func (s *server) byIDAlone(w http.ResponseWriter, r *http.Request) {
	s.answer(w, s.db.QueryRowContext(r.Context(), `SELECT id, owner_id, title, body FROM documents WHERE id = $1`, r.PathValue("id"))) // want ownercheck "GET /documents/{id}"
}

func (s *server) byIDAndOwner(w http.ResponseWriter, r *http.Request) {
	s.answer(w, s.db.QueryRowContext(r.Context(), `SELECT id, owner_id, title, body FROM documents WHERE id = $1 AND owner_id = $2`, r.PathValue("id"), userID(r))) // ok: the owner is part of the predicate
}

func (s *server) byIDAndJoinedOwner(w http.ResponseWriter, r *http.Request) {
	s.answer(w, s.db.QueryRowContext(r.Context(), `
		SELECT d.id, d.owner_id, d.title, d.body FROM documents d
		JOIN shares s ON s.document_id = d.id
		WHERE d.id = $1 AND s.user_id = $2`, r.PathValue("id"), userID(r))) // ok: the join demands a share of the caller
}

// updateChecked asks for the document among the caller's before it writes.
func (s *server) updateChecked(w http.ResponseWriter, r *http.Request) {
	var n int
	err := s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM documents WHERE id = $1 AND owner_id = $2`, r.PathValue("id"), userID(r)).Scan(&n)
	if err != nil || n == 0 {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	if _, err := s.db.ExecContext(r.Context(), `UPDATE documents SET title = $2 WHERE id = $1`, r.PathValue("id"), r.FormValue("title")); err != nil { // ok: the query before decided
		http.Error(w, "cannot update", http.StatusInternalServerError)
	}
}

// updateIgnored counts too, but does nothing with the number.
func (s *server) updateIgnored(w http.ResponseWriter, r *http.Request) {
	var n int
	_ = s.db.QueryRowContext(r.Context(), `SELECT count(*) FROM documents WHERE id = $1 AND owner_id = $2`, r.PathValue("id"), userID(r)).Scan(&n)
	log.Printf("%d documents", n)
	if _, err := s.db.ExecContext(r.Context(), `UPDATE documents SET title = $2 WHERE id = $1`, r.PathValue("id"), r.FormValue("title")); err != nil { // want ownercheck "PUT /v2/documents/{id}"
		http.Error(w, "cannot update", http.StatusInternalServerError)
	}
}

func (s *server) deleteAny(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	log.Printf("user %d deletes document %q", userID(r), id)
	if _, err := s.db.ExecContext(r.Context(), `DELETE FROM documents WHERE id = $1`, id); err != nil { // want ownercheck "DELETE /documents/{id}"
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}

func (s *server) deleteOwn(w http.ResponseWriter, r *http.Request) {
	const query = `DELETE FROM documents WHERE owner_id = $1 AND id = $2`
	if _, err := s.db.ExecContext(r.Context(), query, userID(r), r.PathValue("id")); err != nil { // ok: the owner is part of the predicate
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}

// insertFor stores the caller beside the id; an insert creates the object.
func (s *server) insert(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), `INSERT INTO documents (owner_id, title) VALUES ($1, $2)`, userID(r), r.FormValue("title")); err != nil { // ok: the new object belongs to the caller
		http.Error(w, "cannot insert", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /documents/{id}", s.auth(s.byIDAlone))
	mux.HandleFunc("GET /v2/documents/{id}", s.auth(s.byIDAndOwner))
	mux.HandleFunc("GET /v3/documents/{id}", s.auth(s.byIDAndJoinedOwner))
	mux.HandleFunc("POST /documents", s.auth(s.insert))
	mux.HandleFunc("PUT /documents/{id}", s.auth(s.updateChecked))
	mux.HandleFunc("PUT /v2/documents/{id}", s.auth(s.updateIgnored))
	mux.HandleFunc("DELETE /documents/{id}", s.auth(s.deleteAny))
	mux.HandleFunc("DELETE /v2/documents/{id}", s.auth(s.deleteOwn))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
