// Package secretlog reports passwords, tokens, keys and session ids that reach a log or an error text that is logged.
//
// # Why it matters
//
// Logs are read by more people and kept longer than any database: whoever can search them, or steals a backup of them, takes
// a token from a line and is that user until it expires. A logged password also opens the accounts that the user has
// elsewhere.
//
// The address of a request counts as a secret where the program takes a token from the query, and so do the access logs of
// libraries that write addresses with their queries.
//
// # Bad
//
//	func main() {
//		http.HandleFunc("POST /login", login)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		slog.Info("login", "user", r.FormValue("user"), "password", r.FormValue("password"))
//		slog.Debug("request", "authorization", r.Header.Get("Authorization"))
//		w.WriteHeader(http.StatusNoContent)
//	}
//
// # Good
//
//	func main() {
//		http.HandleFunc("POST /login", login)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		slog.Info("login", "user", r.FormValue("user"), "withPassword", r.FormValue("password") != "")
//		w.WriteHeader(http.StatusNoContent)
//	}
//
// # Not reported
//
// Values that are hidden on their way: types whose LogValue, String, MarshalJSON or MarshalLogObject redacts them, masking helpers,
// hashes, lengths, comparisons. Names of keys, paths of key files, counts of tokens, tokens for pagination and
// cancellation. Other fields of a struct that also holds a secret.
//
// Reported besides: the address of a request where the program takes a token from the query, and the access logs of
// libraries that write addresses with their queries.
//
// # Not seen
//
// Loggers that are reached through reflection. Redaction that the log pipeline does after the program has written the line.
package secretlog
