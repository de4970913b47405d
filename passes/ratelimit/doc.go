// Package ratelimit reports logins, registrations and other ways to an account that a client may try as often as it likes.
//
// # Why it matters
//
// An attacker has lists of leaked passwords, or tries all of a million one-time codes: a script does that in minutes if
// nothing stops it. A route that sends mail or makes accounts is used to flood others and to fill the database.
//
// # Bad
//
//	var db *sql.DB
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("POST /login", login)
//		log.Fatal(http.ListenAndServe(":8080", mux))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		var salt, hash []byte
//		db.QueryRow("SELECT salt, hash FROM users WHERE name = $1", r.FormValue("name")).Scan(&salt, &hash)
//		given, err := pbkdf2.Key(sha256.New, r.FormValue("password"), salt, 600000, 32)
//		if err != nil || subtle.ConstantTimeCompare(given, hash) != 1 {
//			http.Error(w, "wrong name or password", http.StatusUnauthorized)
//			return
//		}
//		fmt.Fprintln(w, "welcome")
//	}
//
// # Good
//
//	var db *sql.DB
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.Handle("POST /login", limited(http.HandlerFunc(login)))
//		log.Fatal(http.ListenAndServe(":8080", mux))
//	}
//
//	var attempts sync.Map // by address; emptied every 15 minutes
//
//	// limited refuses the sixth request of an address.
//	func limited(next http.Handler) http.Handler {
//		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//			host, _, _ := net.SplitHostPort(r.RemoteAddr)
//			n, _ := attempts.LoadOrStore(host, new(atomic.Int32))
//			if n.(*atomic.Int32).Add(1) > 5 {
//				http.Error(w, "try again later", http.StatusTooManyRequests)
//				return
//			}
//			next.ServeHTTP(w, r)
//		})
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		var salt, hash []byte
//		db.QueryRow("SELECT salt, hash FROM users WHERE name = $1", r.FormValue("name")).Scan(&salt, &hash)
//		given, err := pbkdf2.Key(sha256.New, r.FormValue("password"), salt, 600000, 32)
//		if err != nil || subtle.ConstantTimeCompare(given, hash) != 1 {
//			http.Error(w, "wrong name or password", http.StatusUnauthorized)
//			return
//		}
//		fmt.Fprintln(w, "welcome")
//	}
//
// # Not reported
//
// Routes with a limiter on their way: a middleware of a library, one of the program that asks a limiter or answers 429 by
// itself, or a handler that counts attempts. Names do not count, and neither does what sheds load or bounds how many
// requests run at a time: the next attempt may come as soon as the last one is done. How much a limiter lets through is
// not judged; for passwords and codes it should be 5 to 10 attempts in 15 minutes.
//
// What a route is for is told by its handler: it checks a password or a one-time code, hashes a password, issues a token,
// or sends mail on behalf of callers that nobody knows. A path alone gives a finding of low confidence.
//
// When no route of a program has a limiter, one finding says so.
//
// # Not seen
//
// Limits of a proxy or gateway in front of the program. Checks of passwords that another service makes.
//
// # Configuration
//
// Routes that a proxy limits are listed in the configuration.
package ratelimit
