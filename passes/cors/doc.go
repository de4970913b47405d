// Package cors reports cross-origin policies that let any web site read the responses of the API.
//
// # Why it matters
//
// A victim who is logged in visits the attacker's page; its script calls the API with the victim's cookies and reads the
// answers, because the service told the browser that this origin may. Without cookies the same script still reaches
// services that are protected by nothing but the network that the victim sits in.
//
// # Bad
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("GET /profile", profile)
//		log.Fatal(http.ListenAndServe(":8080", allowOrigin(mux)))
//	}
//
//	func allowOrigin(next http.Handler) http.Handler {
//		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//			w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // whatever it is
//			w.Header().Set("Access-Control-Allow-Credentials", "true")
//			next.ServeHTTP(w, r)
//		})
//	}
//
//	func profile(w http.ResponseWriter, r *http.Request) {
//		w.Write([]byte("{}"))
//	}
//
// # Good
//
//	var allowed = map[string]bool{"https://app.example.com": true}
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("GET /profile", profile)
//		log.Fatal(http.ListenAndServe(":8080", allowOrigin(mux)))
//	}
//
//	func allowOrigin(next http.Handler) http.Handler {
//		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
//			if origin := r.Header.Get("Origin"); allowed[origin] {
//				w.Header().Set("Access-Control-Allow-Origin", origin)
//				w.Header().Set("Access-Control-Allow-Credentials", "true")
//				w.Header().Add("Vary", "Origin")
//			}
//			next.ServeHTTP(w, r)
//		})
//	}
//
//	func profile(w http.ResponseWriter, r *http.Request) {
//		w.Write([]byte("{}"))
//	}
//
// # Not reported
//
// Lists of constant origins, lists that the operator writes, comparison of the origin with a constant, a list, the keys of a
// map, a value of the configuration or the service's own host, suffixes that begin with the dot of a domain, anchored
// regular expressions whose dots are escaped.
//
// Reported besides the wildcard and the reflected origin: the origin null, functions that allow every origin, and tests by
// prefix, suffix, substring or unanchored regular expression, which https://evilexample.com passes. With credentials the
// reflected origin is the gravest; the wildcard without them is a low finding unless the service reads cookies. Where
// only a setting opens the policy the confidence is low.
//
// # Not seen
//
// Headers that a proxy adds or removes. What the operator writes in lists that are read from a file or an environment
// variable; their defaults in the source are seen.
package cors
