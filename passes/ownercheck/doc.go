// Package ownercheck reports objects that are loaded, changed or deleted by an id of the client's choice and never tied to the caller.
//
// # Why it matters
//
// An attacker logs in to an account of their own, takes a request that works and replaces the id in it by another one; the
// service answers with a stranger's invoice or deletes it. This is broken object-level authorization, the first risk of
// the OWASP API list, and no test that uses one account only ever notices it.
//
// # Bad
//
//	var db *sql.DB
//
//	type userKey struct{}
//
//	type Order struct {
//		ID, UserID int64
//		Item       string
//	}
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("GET /orders/{id}", getOrder)
//		log.Fatal(http.ListenAndServe(":8080", requireUser(mux)))
//	}
//
//	func requireUser(next http.Handler) http.Handler {
//		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//			var user int64
//			err := db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&user)
//			if err != nil {
//				http.Error(w, "log in first", http.StatusUnauthorized)
//				return
//			}
//			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
//		})
//	}
//
//	func getOrder(w http.ResponseWriter, r *http.Request) {
//		var o Order
//		row := db.QueryRow("SELECT id, user_id, item FROM orders WHERE id = $1", r.PathValue("id"))
//		if err := row.Scan(&o.ID, &o.UserID, &o.Item); err != nil {
//			http.Error(w, "no such order", http.StatusNotFound)
//			return
//		}
//		json.NewEncoder(w).Encode(o) // whoever asks
//	}
//
// # Good
//
//	var db *sql.DB
//
//	type userKey struct{}
//
//	type Order struct {
//		ID, UserID int64
//		Item       string
//	}
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("GET /orders/{id}", getOrder)
//		log.Fatal(http.ListenAndServe(":8080", requireUser(mux)))
//	}
//
//	func requireUser(next http.Handler) http.Handler {
//		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//			var user int64
//			err := db.QueryRow("SELECT user_id FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&user)
//			if err != nil {
//				http.Error(w, "log in first", http.StatusUnauthorized)
//				return
//			}
//			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, user)))
//		})
//	}
//
//	func getOrder(w http.ResponseWriter, r *http.Request) {
//		var o Order
//		row := db.QueryRow("SELECT id, user_id, item FROM orders WHERE id = $1 AND user_id = $2",
//			r.PathValue("id"), r.Context().Value(userKey{}))
//		if err := row.Scan(&o.ID, &o.UserID, &o.Item); err != nil {
//			http.Error(w, "no such order", http.StatusNotFound)
//			return
//		}
//		json.NewEncoder(w).Encode(o)
//	}
//
// # Not reported
//
// Objects that have no owner: no owner column in the schema, the struct or a parent. Objects that are tied to the caller:
// the caller's identity is bound in the same query or in one whose answer decides; the owner field is compared with the
// caller's identity and the branch for strangers leaves; an authorizer gets the caller and the object and its answer is
// obeyed; a middleware does any of these for the same path parameter; the route demands a role that may see everything;
// the id itself came from the caller's identity.
//
// The caller's identity is what a guard established: a context value that it set, verified claims, a session. A
// user id in the path, the query or the body is the client's choice, so a predicate on it ties the object to nobody and
// is a finding itself.
//
// What is created in the caller's name, wherever it stands: everybody may comment. What is created for another user, or below
// an object that the client names, is reported where other routes tie such objects to their caller.
//
// # Not seen
//
// Checks that the database makes by itself, unless the program tells the connection who calls. Ownership that is decided by
// another service. Queries whose text is known only when the program runs.
//
// # Configuration
//
// Findings sit at the place where the handler uses the id; -v shows the way down to the query.
package ownercheck
