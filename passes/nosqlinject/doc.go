// Package nosqlinject reports documents that find stored objects and hold operators of a client's choice.
//
// # Why it matters
//
// In a document, {"$ne": ""} is not a value but a condition that nearly all objects meet. An attacker sends it for the password of
// a sign-in that was written for text, and is let in as the first user; with $where, the database runs the attacker's script.
//
// # Bad
//
//	import "go.mongodb.org/mongo-driver/bson"
//
//	var users *mongo.Collection
//
//	func main() {
//		http.HandleFunc("POST /login", login)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		var in map[string]any
//		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
//			http.Error(w, "bad body", http.StatusBadRequest)
//			return
//		}
//		if err := users.FindOne(r.Context(), bson.M{"name": in["name"], "token": in["token"]}).Err(); err != nil {
//			http.Error(w, "wrong token", http.StatusUnauthorized)
//		}
//	}
//
// # Good
//
//	import "go.mongodb.org/mongo-driver/bson"
//
//	var users *mongo.Collection
//
//	func main() {
//		http.HandleFunc("POST /login", login)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		var in struct{ Name, Token string }
//		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
//			http.Error(w, "bad body", http.StatusBadRequest)
//			return
//		}
//		if err := users.FindOne(r.Context(), bson.M{"name": in.Name, "token": in.Token}).Err(); err != nil {
//			http.Error(w, "wrong token", http.StatusUnauthorized)
//		}
//	}
//
// # Not reported
//
// Values of plain types: text, numbers, object IDs, structs and lists of them, also after a type assertion. Documents that are
// written to the store rather than searched for.
//
// # Not seen
//
// Maps of text to text that come from the request as a whole. Scripts below other operators than the first level of a document.
package nosqlinject
