// Command fixes puts values into queries that can be bound as they are.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	"gorm.io/gorm"
)

type user struct {
	ID   int
	Name string
}

type server struct {
	db   *sql.DB
	x    *sqlx.DB
	pool *pgxpool.Pool
	orm  *gorm.DB
}

func (s *server) plus(w http.ResponseWriter, r *http.Request) {
	row := s.db.QueryRowContext(r.Context(), "SELECT name FROM users WHERE email = '"+r.FormValue("email")+"' AND city='"+r.FormValue("city")+"'") // want sqlconcat
	var name string
	fmt.Fprintln(w, row.Scan(&name), name)
}

func (s *server) formatted(_ http.ResponseWriter, r *http.Request) {
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	name := r.FormValue("name")
	_, _ = s.db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = '%s' AND score < 100 LIMIT %d", name, limit)) // want sqlconcat
	_, _ = s.db.Query(                                                                                             // want sqlconcat
		fmt.Sprintf(
			`SELECT id
			FROM users WHERE "name" LIKE '%%%s%%'`,
			name,
		),
	)
}

func (s *server) libraries(_ http.ResponseWriter, r *http.Request) {
	var u user
	_ = s.x.Get(&u, "SELECT * FROM users WHERE id = "+r.PathValue("id"))                                        // want sqlconcat
	_, _ = s.pool.Exec(context.Background(), "DELETE FROM users WHERE name IN ('"+r.PathValue("name")+"')")     // want sqlconcat
	s.orm.Where("name = '" + r.FormValue("name") + "'").First(&u)                                               // want sqlconcat
	s.orm.Raw(fmt.Sprintf("SELECT * FROM users WHERE lower(name) = lower('%s')", r.FormValue("name"))).Scan(&u) // want sqlconcat
	s.orm.Exec("INSERT INTO names (name) VALUES ('user-" + r.FormValue("name") + "')")                          // want sqlconcat
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db, x: sqlx.NewDb(db, "postgres")}
	http.HandleFunc("GET /plus", s.plus)
	http.HandleFunc("GET /formatted", s.formatted)
	http.HandleFunc("GET /libraries/{id}/{name}", s.libraries)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
