// Package rolecheck reports routes that every known caller may use although comparable routes demand a role or permission.
//
// # Why it matters
//
// An attacker makes an ordinary account and tries the paths of administrators: they are in the code of the web page, or
// follow from those that are known. One route that asks who calls and not what the caller may do is enough to give oneself a
// role, read all accounts or delete those of others.
//
// # Bad
//
//	var db *sql.DB
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("GET /admin/users", require("admin", listUsers))
//		mux.HandleFunc("PUT /admin/users/{id}", require("admin", changeUser))
//		mux.HandleFunc("POST /admin/users/{id}/block", require("admin", blockUser))
//		mux.HandleFunc("DELETE /admin/users/{id}", require("", deleteUser)) // any role will do
//		log.Fatal(http.ListenAndServe(":8080", mux))
//	}
//
//	func require(role string, next http.HandlerFunc) http.HandlerFunc {
//		return func(w http.ResponseWriter, r *http.Request) {
//			var has string
//			if err := db.QueryRow("SELECT role FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&has); err != nil {
//				http.Error(w, "log in first", http.StatusUnauthorized)
//				return
//			}
//			if role != "" && has != role {
//				http.Error(w, "not for you", http.StatusForbidden)
//				return
//			}
//			next(w, r)
//		}
//	}
//
//	func listUsers(w http.ResponseWriter, r *http.Request) {
//		db.QueryRow("SELECT count(*) FROM users")
//		w.WriteHeader(http.StatusNoContent)
//	}
//
//	func changeUser(w http.ResponseWriter, r *http.Request) {
//		db.Exec("UPDATE users SET role = $2 WHERE id = $1", r.PathValue("id"), r.FormValue("role"))
//		w.WriteHeader(http.StatusNoContent)
//	}
//
//	func blockUser(w http.ResponseWriter, r *http.Request) {
//		db.Exec("UPDATE users SET blocked = true WHERE id = $1", r.PathValue("id"))
//		w.WriteHeader(http.StatusNoContent)
//	}
//
//	func deleteUser(w http.ResponseWriter, r *http.Request) {
//		db.Exec("DELETE FROM users WHERE id = $1", r.PathValue("id"))
//		w.WriteHeader(http.StatusNoContent)
//	}
//
// # Good
//
//	var db *sql.DB
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("GET /admin/users", require("admin", listUsers))
//		mux.HandleFunc("PUT /admin/users/{id}", require("admin", changeUser))
//		mux.HandleFunc("DELETE /admin/users/{id}", require("admin", deleteUser))
//		log.Fatal(http.ListenAndServe(":8080", mux))
//	}
//
//	func require(role string, next http.HandlerFunc) http.HandlerFunc {
//		return func(w http.ResponseWriter, r *http.Request) {
//			var has string
//			if err := db.QueryRow("SELECT role FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&has); err != nil {
//				http.Error(w, "log in first", http.StatusUnauthorized)
//				return
//			}
//			if has != role {
//				http.Error(w, "not for you", http.StatusForbidden)
//				return
//			}
//			next(w, r)
//		}
//	}
//
//	func listUsers(w http.ResponseWriter, r *http.Request) {
//		db.QueryRow("SELECT count(*) FROM users")
//		w.WriteHeader(http.StatusNoContent)
//	}
//
//	func changeUser(w http.ResponseWriter, r *http.Request) {
//		db.Exec("UPDATE users SET role = $2 WHERE id = $1", r.PathValue("id"), r.FormValue("role"))
//		w.WriteHeader(http.StatusNoContent)
//	}
//
//	func deleteUser(w http.ResponseWriter, r *http.Request) {
//		db.Exec("DELETE FROM users WHERE id = $1", r.PathValue("id"))
//		w.WriteHeader(http.StatusNoContent)
//	}
//
// # Not reported
//
// Routes of which the objects are tied to the caller: everybody may change what is their own. Routes that read where only
// those that change demand a role, and remote procedures that change nothing. Routes without authentication, which another rule
// reports.
//
// Comparable are routes below the same path, of the same path with another method, and of the same type of handler. A
// demand counts when known callers are refused who do not meet it, by a middleware or by the handler, whether it is a role, a
// rank, a flag, a permission or what a policy engine says; that accounts must not be suspended is none. The name of
// a middleware or of a path alone gives a finding of low confidence.
//
// # Not seen
//
// Roles that are checked in another process. A check that compares with nothing that is written in the program is not known as
// a role: where callers are refused for such a reason, confidence is low.
//
// # Configuration
//
// Roles that the program does not show are listed in the configuration.
package rolecheck
