// Package xss reports values of clients that become part of an HTML page without being escaped.
//
// # Why it matters
//
// A browser runs the scripts of a page with the rights of the site that sent it. An attacker who gets a victim to open a link
// with <script> in a parameter acts as the victim: reads what the victim may read, and calls the API with the victim's session.
//
// # Bad
//
//	func main() {
//		http.HandleFunc("GET /hello", hello)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func hello(w http.ResponseWriter, r *http.Request) {
//		fmt.Fprintf(w, "<h1>Hello %s</h1>", r.FormValue("name"))
//	}
//
// # Good
//
//	func main() {
//		http.HandleFunc("GET /hello", hello)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func hello(w http.ResponseWriter, r *http.Request) {
//		fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.FormValue("name")))
//	}
//
// # Not reported
//
// Values that html/template writes, that were escaped or sanitized, that are numbers or one of several constants. Answers that
// declare another type than HTML, or declare none and begin with something else than a tag, which net/http then declares as plain
// text. JSON and XML that encoders write.
//
// Confidence is high for an answer that is declared as HTML and a value that another site can send; medium for a body, and for an
// answer that is HTML because it begins with a tag, and for values from the store, which are reported where they are written; low for
// headers and cookies, for an answer that begins with the value itself, and for what a function of a library may have rendered.
//
// # Not seen
//
// Stored values that were escaped before they were stored, which are reported all the same. Pages that scripts build in the browser. What middleware declares about the answers of others.
package xss
