// Package fake is a server for tests. No program imports it.
package fake

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

// Handler answers as the real upstream would, without asking who calls.
func Handler(db *sql.DB) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /upstream", func(w http.ResponseWriter, r *http.Request) { // ok: nobody serves it
		var n int
		if err := db.QueryRowContext(r.Context(), `SELECT count(*) FROM upstreams`).Scan(&n); err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(n)
	})
	return mux
}
