// Command noownercolumn serves objects that belong to nobody beside some that do.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

// country belongs to nobody.
type country struct {
	Code string `db:"code" json:"code"`
	Name string `db:"name" json:"name"`
}

// product belongs to nobody either: its maker is no user of the service.
type product struct {
	ID    int64  `db:"id" json:"id"`
	Maker string `db:"maker" json:"maker"`
}

// wishlist belongs to a user.
type wishlist struct {
	ID     int64  `db:"id" json:"id"`
	UserID int64  `db:"user_id" json:"user_id"`
	Name   string `db:"name" json:"name"`
}

// wish belongs to a wish list, and so to its user.
type wish struct {
	ID         int64  `db:"id" json:"id"`
	WishlistID int64  `db:"wishlist_id" json:"wishlist_id"`
	Text       string `db:"text" json:"text"`
}

type server struct{ db *sqlx.DB }

func (s *server) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if name, password, ok := r.BasicAuth(); !ok || !s.known(name, password) {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func (s *server) known(name, password string) bool {
	var n int
	err := s.db.Get(&n, `SELECT count(*) FROM users WHERE name = $1 AND digest = crypt($2, digest)`, name, password)
	return err == nil && n == 1
}

func answer(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(v)
}

func (s *server) country(w http.ResponseWriter, r *http.Request) {
	var c country
	err := s.db.GetContext(r.Context(), &c, `SELECT code, name FROM countries WHERE code = $1`, r.PathValue("code")) // ok: countries have no owner
	answer(w, c, err)
}

func (s *server) product(w http.ResponseWriter, r *http.Request) {
	var p product
	err := s.db.GetContext(r.Context(), &p, `SELECT id, maker FROM products WHERE id = $1`, r.PathValue("id")) // ok: products have no owner
	answer(w, p, err)
}

func (s *server) stock(w http.ResponseWriter, r *http.Request) {
	var n int
	err := s.db.GetContext(r.Context(), &n, `SELECT quantity FROM stock WHERE product_id = $1`, r.PathValue("id")) // ok: neither stock nor products have an owner
	answer(w, n, err)
}

func (s *server) wishlist(w http.ResponseWriter, r *http.Request) {
	var l wishlist
	err := s.db.GetContext(r.Context(), &l, `SELECT id, user_id, name FROM wishlists WHERE id = $1`, r.PathValue("id")) // want ownercheck "GET /wishlists/{id}"
	answer(w, l, err)
}

func (s *server) wish(w http.ResponseWriter, r *http.Request) {
	var one wish
	err := s.db.GetContext(r.Context(), &one, `SELECT id, wishlist_id, text FROM wishes WHERE id = $1`, r.PathValue("id")) // want ownercheck "GET /wishes/{id}"
	answer(w, one, err)
}

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /countries/{code}", s.auth(s.country))
	mux.HandleFunc("GET /products/{id}", s.auth(s.product))
	mux.HandleFunc("GET /products/{id}/stock", s.auth(s.stock))
	mux.HandleFunc("GET /wishlists/{id}", s.auth(s.wishlist))
	mux.HandleFunc("GET /wishes/{id}", s.auth(s.wish))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
