// Package massassign reports requests that are decoded straight into what the program stores, so that clients set properties that are not theirs.
//
// # Why it matters
//
// A decoder fills every field whose name the client has guessed. If the object that it fills is the one that is stored,
// whoever registers adds "role": "admin" to the body, and whoever edits an order makes it somebody else's.
//
// # Bad
//
//	type User struct {
//		ID    int64  `db:"id"`
//		Email string `db:"email"`
//		Role  string `db:"role"`
//	}
//
//	var db *sqlx.DB
//
//	func main() {
//		http.HandleFunc("POST /users", register)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func register(w http.ResponseWriter, r *http.Request) {
//		var u User
//		if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
//			http.Error(w, "malformed body", http.StatusBadRequest)
//			return
//		}
//		if _, err := db.NamedExec("INSERT INTO users (email, role) VALUES (:email, :role)", u); err != nil {
//			http.Error(w, "cannot register", http.StatusInternalServerError)
//		}
//	}
//
// # Good
//
//	type User struct {
//		ID    int64  `db:"id"`
//		Email string `db:"email"`
//		Role  string `db:"role"`
//	}
//
//	var db *sqlx.DB
//
//	func main() {
//		http.HandleFunc("POST /users", register)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func register(w http.ResponseWriter, r *http.Request) {
//		var in struct{ Email string }
//		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
//			http.Error(w, "malformed body", http.StatusBadRequest)
//			return
//		}
//		u := User{Email: in.Email, Role: "member"}
//		if _, err := db.NamedExec("INSERT INTO users (email, role) VALUES (:email, :role)", u); err != nil {
//			http.Error(w, "cannot register", http.StatusInternalServerError)
//		}
//	}
//
// # Not reported
//
// Fields that the decoder leaves alone by their tag, that the program sets after decoding, that the statement does not
// write, or that are compared with what is allowed. Types for input that are copied field by field. Routes that demand a
// role: who has it may set such properties.
//
// # Not seen
//
// Properties whose names do not tell what they decide. Objects that are handed to a queue and stored by another program.
package massassign
