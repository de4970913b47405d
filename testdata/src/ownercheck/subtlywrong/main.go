// Command subtlywrong checks who owns a document in every way that there is, once right and then wrong in ways that a reviewer
// overlooks: the answer is dropped, another object is checked, the client says who it is, the check comes too late, or only one
// branch has it.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type document struct {
	ID      int64  `json:"id"`
	OwnerID int64  `json:"owner_id"`
	Title   string `json:"title"`
	Draft   bool   `json:"draft"`
}

type server struct{ db *sql.DB }

type userKey struct{}

// authenticated puts the subject of the token into the context.
func authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims := &jwt.RegisteredClaims{}
		_, err := jwt.ParseWithClaims(r.Header.Get("Authorization"), claims, func(*jwt.Token) (any, error) {
			return []byte(os.Getenv("SIGNING_KEY")), nil
		}, jwt.WithValidMethods([]string{"HS256"}))
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		id, err := strconv.ParseInt(claims.Subject, 10, 64)
		if err != nil {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, id)))
	})
}

func caller(r *http.Request) int64 {
	id, _ := r.Context().Value(userKey{}).(int64)
	return id
}

func key(r *http.Request, name string) int64 {
	id, _ := strconv.ParseInt(r.PathValue(name), 10, 64)
	return id
}

func (s *server) load(ctx context.Context, id int64) (*document, error) {
	var d document
	row := s.db.QueryRowContext(ctx, `SELECT id, owner_id, title, draft FROM documents WHERE id = $1`, id)
	if err := row.Scan(&d.ID, &d.OwnerID, &d.Title, &d.Draft); err != nil {
		return nil, err
	}
	return &d, nil
}

func (s *server) remove(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM documents WHERE id = $1`, id)
	return err
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Print("writing an answer failed")
	}
}

func refuse(w http.ResponseWriter) { http.Error(w, "not yours", http.StatusForbidden) }

var errForbidden = errors.New("not yours")

// mayRead answers with a bool, authorize with an error, readableBy is a method of the model.
func mayRead(user int64, d *document) bool { return d.OwnerID == user }

func authorize(user int64, d *document) error {
	if d.OwnerID != user {
		return errForbidden
	}
	return nil
}

func (d *document) readableBy(user int64) bool { return d.OwnerID == user }

// isMember asks another table.
func (s *server) isMember(ctx context.Context, document, user int64) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM members WHERE document_id = $1 AND user_id = $2`, document, user).Scan(&n)
	return n > 0, err
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	s.comparisons(mux)
	s.helpers(mux)
	s.members(mux)
	s.writes(mux)
	log.Fatal(http.ListenAndServe(":8080", authenticated(mux)))
}
