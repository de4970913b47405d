// Package massassign reports requests that are decoded straight into what the program stores, so that clients set properties that are not theirs.
//
// # Why it matters
//
// A decoder fills every field whose name the client has guessed. If the object that it fills is the one that is stored,
// whoever registers adds "role": "admin" to the body, and whoever edits an order makes it somebody else's.
//
// # Bad
//
//	type Note struct {
//		Owner string
//		Text  string
//	}
//
//	type caller struct{}
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("POST /notes", createNote)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func createNote(w http.ResponseWriter, r *http.Request) {
//		owner, _ := r.Context().Value(caller{}).(string)
//		n := Note{Owner: owner}
//		if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
//			http.Error(w, "malformed body", http.StatusBadRequest)
//			return
//		}
//		if _, err := db.Exec("INSERT INTO notes (owner, text) VALUES ($1, $2)", n.Owner, n.Text); err != nil {
//			http.Error(w, "cannot save", http.StatusInternalServerError)
//		}
//	}
//
// # Good
//
//	type Note struct {
//		Owner string
//		Text  string
//	}
//
//	type caller struct{}
//
//	var db *sql.DB
//
//	func main() {
//		http.HandleFunc("POST /notes", createNote)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func createNote(w http.ResponseWriter, r *http.Request) {
//		var n Note
//		if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
//			http.Error(w, "malformed body", http.StatusBadRequest)
//			return
//		}
//		n.Owner, _ = r.Context().Value(caller{}).(string)
//		if _, err := db.Exec("INSERT INTO notes (owner, text) VALUES ($1, $2)", n.Owner, n.Text); err != nil {
//			http.Error(w, "cannot save", http.StatusInternalServerError)
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
