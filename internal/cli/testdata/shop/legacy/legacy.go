// Package legacy waits to be replaced.
package legacy

import (
	"database/sql"
	"net/http"
)

func Search(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.Query("SELECT item FROM prices WHERE item LIKE '%" + r.FormValue("q") + "%'")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer rows.Close()
	}
}
