// Command mountedservers mounts whole servers, bare and behind a guard.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
	_ "github.com/jackc/pgx/v5/stdlib"

	"fixtures/routeauth/mountedservers/library"
)

// admin is a sub-router as a type.
type admin struct {
	db  *sql.DB
	key string
}

// Router returns the guarded routes of the administration.
func (a admin) Router() http.Handler {
	r := chi.NewRouter()
	r.Use(func(next http.Handler) http.Handler { return library.Keeper{Handler: next, Key: a.key} })
	r.Delete("/books", a.purge) // ok: the sub-router guards itself
	return r
}

// Open returns the same routes for another listener.
func (a admin) Open() http.Handler {
	r := chi.NewRouter()
	r.Delete("/books", a.purge) // want routeauth "DELETE /maintenance/books"
	return r
}

func (a admin) purge(w http.ResponseWriter, r *http.Request) {
	if _, err := a.db.ExecContext(r.Context(), `DELETE FROM books WHERE lost`); err != nil {
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := admin{db: db, key: os.Getenv("ADMIN_KEY")}

	r := chi.NewRouter()
	r.Mount("/admin", a.Router())
	r.Mount("/library", library.Keeper{Handler: http.StripPrefix("/library", library.New(db)), Key: os.Getenv("KEY")}) // ok: the keeper refuses
	go func() { log.Fatal(http.ListenAndServe(":8081", r)) }()

	g := mux.NewRouter()
	g.PathPrefix("/maintenance").Handler(http.StripPrefix("/maintenance", a.Open()))
	g.PathPrefix("/v2/admin").Handler(http.StripPrefix("/v2/admin", a.Router())) // ok: the sub-router guards itself
	log.Fatal(http.ListenAndServe(":8080", g))
}
