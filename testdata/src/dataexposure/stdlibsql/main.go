// Command stdlibsql answers with rows that database/sql has scanned.
package main

import (
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

type account struct {
	ID           int64     `json:"id"`
	Email        string    `json:"email"`
	PasswordHash string    `json:"password_hash"`
	CreatedAt    time.Time `json:"created_at"`
}

type hiddenAccount struct {
	ID           int64  `json:"id"`
	PasswordHash string `json:"-"`
}

// selfish writes itself.
type selfish struct {
	ID           int64
	PasswordHash string
}

func (s selfish) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"id": s.ID})
}

type view struct {
	ID    int64
	Email string
}

type key struct {
	ID     int64
	APIKey string
}

type server struct{ db *sql.DB }

const byID = `SELECT id, email, password_hash, created_at FROM accounts WHERE id = $1`

func (s *server) load(r *http.Request) (*account, error) {
	var a account
	err := s.db.QueryRowContext(r.Context(), byID, r.PathValue("id")).Scan(&a.ID, &a.Email, &a.PasswordHash, &a.CreatedAt)
	return &a, err
}

func (s *server) whole(w http.ResponseWriter, r *http.Request) {
	a, err := s.load(r)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(a) // want dataexposure `account.PasswordHash`
}

func (s *server) marshalled(w http.ResponseWriter, r *http.Request) {
	a, err := s.load(r)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	body, err := json.Marshal(map[string]any{"account": a})
	if err != nil {
		return
	}
	w.Write(body)                 // want dataexposure `account.PasswordHash`
	fmt.Fprintf(w, "%s", body)    // want dataexposure `account.PasswordHash`
	fmt.Fprintf(w, "%s", a.Email) // ok: another field
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	rows, err := s.db.QueryContext(r.Context(), `SELECT id, email, password_hash FROM accounts`)
	if err != nil {
		return
	}
	defer rows.Close()
	var all []account
	for rows.Next() {
		var a account
		if err := rows.Scan(&a.ID, &a.Email, &a.PasswordHash); err != nil {
			return
		}
		all = append(all, a)
	}
	json.NewEncoder(w).Encode(all) // want dataexposure `account.PasswordHash`
}

func (s *server) partial(w http.ResponseWriter, r *http.Request) {
	var a account
	row := s.db.QueryRowContext(r.Context(), `SELECT id, email FROM accounts WHERE id = $1`, r.PathValue("id"))
	if row.Scan(&a.ID, &a.Email) != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(a) // ok: the field is never set
}

func (s *server) tagged(w http.ResponseWriter, r *http.Request) {
	var a hiddenAccount
	if s.db.QueryRowContext(r.Context(), byID, r.PathValue("id")).Scan(&a.ID, &a.PasswordHash) != nil {
		return
	}
	json.NewEncoder(w).Encode(a) // ok: the tag hides the field
}

func (s *server) viewed(w http.ResponseWriter, r *http.Request) {
	a, err := s.load(r)
	if err != nil {
		return
	}
	json.NewEncoder(w).Encode(view{ID: a.ID, Email: a.Email}) // ok: a type without secrets
}

func (s *server) bySelf(w http.ResponseWriter, r *http.Request) {
	var a selfish
	if s.db.QueryRowContext(r.Context(), byID, r.PathValue("id")).Scan(&a.ID, &a.PasswordHash) != nil {
		return
	}
	json.NewEncoder(w).Encode(a) // ok: it writes its id alone
}

func (s *server) createKey(w http.ResponseWriter, r *http.Request) {
	k := key{APIKey: rand.Text()}
	if s.db.QueryRowContext(r.Context(), `INSERT INTO keys (key) VALUES ($1) RETURNING id`, k.APIKey).Scan(&k.ID) != nil {
		return
	}
	json.NewEncoder(w).Encode(k) // ok: a key that was just made
}

func (s *server) listKeys(w http.ResponseWriter, r *http.Request) {
	rows, err := s.db.QueryContext(r.Context(), `SELECT id, key FROM keys`)
	if err != nil {
		return
	}
	defer rows.Close()
	var all []key
	for rows.Next() {
		var k key
		if err := rows.Scan(&k.ID, &k.APIKey); err != nil {
			return
		}
		all = append(all, k)
	}
	json.NewEncoder(w).Encode(all) // want dataexposure `key.APIKey`
}

func (s *server) logged(w http.ResponseWriter, r *http.Request) {
	a, err := s.load(r)
	if err != nil {
		return
	}
	if line, err := json.Marshal(a.Email); err == nil {
		log.Printf("%s", line)
	}
	w.WriteHeader(http.StatusNoContent) // ok: nothing is sent
}

func main() {
	db, err := sql.Open("pgx", "postgres://localhost/accounts")
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /whole/{id}", s.whole)
	mux.HandleFunc("GET /marshalled/{id}", s.marshalled)
	mux.HandleFunc("GET /list", s.list)
	mux.HandleFunc("GET /partial/{id}", s.partial)
	mux.HandleFunc("GET /tagged/{id}", s.tagged)
	mux.HandleFunc("GET /viewed/{id}", s.viewed)
	mux.HandleFunc("GET /self/{id}", s.bySelf)
	mux.HandleFunc("POST /keys", s.createKey)
	mux.HandleFunc("GET /keys", s.listKeys)
	mux.HandleFunc("GET /logged/{id}", s.logged)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
