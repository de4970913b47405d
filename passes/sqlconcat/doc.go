// Package sqlconcat reports query text that is put together from values that are not constant and then run by a database library.
//
// # Why it matters
//
// An attacker sends text that ends the intended query and begins another: ' OR '1'='1 logs in as anybody, a UNION reads
// every table. Identifiers are as dangerous as values, because an ORDER BY taken from the request can hold a sub-query
// that leaks data one bit at a time.
//
// # Bad
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("GET /orders", listOrders)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func listOrders(w http.ResponseWriter, r *http.Request) {
//		query := "SELECT id FROM orders WHERE item = '" + r.FormValue("item") + "'"
//		rows, err := db.QueryContext(r.Context(), query)
//		if err != nil {
//			http.Error(w, "try again later", http.StatusInternalServerError)
//			return
//		}
//		defer rows.Close()
//	}
//
// # Good
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("GET /orders", listOrders)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func listOrders(w http.ResponseWriter, r *http.Request) {
//		order := "id"
//		if r.FormValue("sort") == "price" {
//			order = "price"
//		}
//		query := "SELECT id FROM orders WHERE item = $1 ORDER BY " + order
//		rows, err := db.QueryContext(r.Context(), query, r.FormValue("item"))
//		if err != nil {
//			http.Error(w, "try again later", http.StatusInternalServerError)
//			return
//		}
//		defer rows.Close()
//	}
//
// # Not reported
//
// Constants, however they are put together. Placeholders, even when their number is computed. Numbers, booleans, times and UUIDs.
// Identifiers that passed an allow-list: a switch with constant arms, a map of constants, a search in a list of
// constants, an anchored regular expression.
//
// Confidence is high when the text provably comes from a request, medium when it comes from a parameter that nobody
// proves safe.
//
// # Not seen
//
// Text that travels through reflection, files or another process. SQL inside stored procedures.
package sqlconcat
