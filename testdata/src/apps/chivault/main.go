// Command chivault keeps files of users in folders that they share. Its layers know each other by interfaces only.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"

	"fixtures/apps/chivault/store"
	"fixtures/apps/chivault/vault"
	"fixtures/apps/chivault/web"
)

func main() {
	db, err := sqlx.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal("opening the database failed")
	}
	service := vault.New(store.New(db))
	server := &http.Server{
		Addr:              ":8080",
		Handler:           web.New(service, []byte(os.Getenv("SIGNING_KEY"))),
		ReadHeaderTimeout: 5 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}
