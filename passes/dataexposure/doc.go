// Package dataexposure reports responses that show secrets of stored objects: password hashes, tokens, keys, recovery codes.
//
// # Why it matters
//
// An encoder writes every exported field of what it is given. A field that is added to a model for the database is in the
// answers of the API from the same day on, although no client shows it: whoever reads the response has the hash to
// break at home, or a token to use.
//
// # Bad
//
//	type User struct {
//		ID           int64
//		Name         string
//		PasswordHash string
//	}
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("GET /users/{id}", getUser)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func getUser(w http.ResponseWriter, r *http.Request) {
//		var u User
//		row := db.QueryRow("SELECT id, name, password_hash FROM users WHERE id = $1", r.PathValue("id"))
//		if err := row.Scan(&u.ID, &u.Name, &u.PasswordHash); err != nil {
//			http.NotFound(w, r)
//			return
//		}
//		json.NewEncoder(w).Encode(u)
//	}
//
// # Good
//
//	type User struct {
//		ID           int64
//		Name         string
//		PasswordHash string `json:"-"`
//	}
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("GET /users/{id}", getUser)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func getUser(w http.ResponseWriter, r *http.Request) {
//		var u User
//		row := db.QueryRow("SELECT id, name, password_hash FROM users WHERE id = $1", r.PathValue("id"))
//		if err := row.Scan(&u.ID, &u.Name, &u.PasswordHash); err != nil {
//			http.NotFound(w, r)
//			return
//		}
//		json.NewEncoder(w).Encode(u)
//	}
//
// # Not reported
//
// Fields that the encoder in use leaves out by their tag, that the query does not load, or that are emptied on the way to the
// response. Types that write themselves and leave the field out. Secrets that the handler has just made, as a login
// or the creation of a key must hand them out once. What the client sent itself.
//
// # Not seen
//
// Responses that are put together from rows of unknown columns. Who may see data that is no secret: whole models in answers
// are not reported as long as none of their fields is one.
package dataexposure
