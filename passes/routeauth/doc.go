// Package routeauth reports routes that read or change application data and that a caller reaches without authentication.
//
// # Why it matters
//
// An attacker needs nothing but the path: a crawler, the mobile app or an old client shows it, and one request without
// credentials reads or changes what belongs to others. Such a hole is rarely written on purpose; a route is registered on
// the wrong group, before the middleware is in use, or on a second router that nobody wrapped.
//
// # Bad
//
//	var db *sql.DB
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.Handle("POST /orders", requireUser(http.HandlerFunc(createOrder)))
//		mux.HandleFunc("DELETE /orders/{id}", deleteOrder) // not wrapped
//		log.Fatal(http.ListenAndServe(":8080", mux))
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
//			next.ServeHTTP(w, r)
//		})
//	}
//
//	func createOrder(w http.ResponseWriter, r *http.Request) {
//		db.Exec("INSERT INTO orders (item) VALUES ($1)", r.FormValue("item"))
//	}
//
//	func deleteOrder(w http.ResponseWriter, r *http.Request) {
//		db.Exec("DELETE FROM orders WHERE id = $1", r.PathValue("id"))
//	}
//
// # Good
//
//	var db *sql.DB
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("POST /orders", createOrder)
//		mux.HandleFunc("DELETE /orders/{id}", deleteOrder)
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
//			next.ServeHTTP(w, r)
//		})
//	}
//
//	func createOrder(w http.ResponseWriter, r *http.Request) {
//		db.Exec("INSERT INTO orders (item) VALUES ($1)", r.FormValue("item"))
//	}
//
//	func deleteOrder(w http.ResponseWriter, r *http.Request) {
//		db.Exec("DELETE FROM orders WHERE id = $1", r.PathValue("id"))
//	}
//
// # Not reported
//
// Routes that are public by design: login, registration, password reset, token refresh, callbacks of identity providers,
// health and readiness, metrics, static files, API documentation, webhooks that verify a signature. Routes that touch no
// application data. When no route of a program has any authentication, one finding says so instead of one for each route.
//
// A middleware, wrapper or call at the head of the handler counts as authentication when its body can refuse a request
// that carries no credentials before anything else happens. Its name does not count: a middleware called Auth that
// lets everybody through protects nothing.
//
// # Not seen
//
// Authentication in front of the program (a proxy, a gateway, a service mesh). Routes whose registration depends on
// reflection, plugins or configuration files. A guard whose body cannot be read and that is in no knowledge table is
// neither trusted nor doubted: the finding then has low confidence. It is low too for a handler that goes on only if a
// field of the request's body equals a secret that the program keeps, which agents show when they enrol.
//
// # Configuration
//
// A route that is meant for everybody is declared with //apilint:public <reason> on its handler or on its registration.
package routeauth
