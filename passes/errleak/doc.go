// Package errleak reports texts of internal errors that reach a client.
//
// # Why it matters
//
// An attacker provokes failures and reads the answers: table and constraint names, file paths, internal addresses and
// stack traces draw the map for the next attack. A duplicate-key error also tells whether an account exists.
//
// The finding is where the error becomes text or leaves the service: a helper or error handler that answers for many handlers
// is one finding, which says how many errors pass there. Of a remote procedure the returned error is reported too, for
// the libraries of such procedures send the text of every error.
//
// # Bad
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("GET /orders/{id}", getOrder)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func getOrder(w http.ResponseWriter, r *http.Request) {
//		var item string
//		err := db.QueryRow("SELECT item FROM orders WHERE id = $1", r.PathValue("id")).Scan(&item)
//		if err != nil {
//			http.Error(w, err.Error(), http.StatusInternalServerError)
//			return
//		}
//		fmt.Fprintln(w, item)
//	}
//
// # Good
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("GET /orders/{id}", getOrder)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func getOrder(w http.ResponseWriter, r *http.Request) {
//		var item string
//		err := db.QueryRow("SELECT item FROM orders WHERE id = $1", r.PathValue("id")).Scan(&item)
//		if err != nil {
//			slog.ErrorContext(r.Context(), "loading order", "err", err)
//			http.Error(w, "internal error", http.StatusInternalServerError)
//			return
//		}
//		fmt.Fprintln(w, item)
//	}
//
// # Not reported
//
// Messages of the application itself: constant texts, errors made from constants, types with a message for the public.
// Errors of validation and decoding that are answered with a status 4xx. Errors that are only logged.
// Errors in place of which an error handler or an interceptor puts one of its own.
//
// # Not seen
//
// Pages that a proxy makes of the status. Errors that are stored first and shown by another request.
package errleak
