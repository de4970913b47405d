// Package openredirect reports redirects whose target a client decides.
//
// # Why it matters
//
// A link to the service that leads on to any other site carries the service's good name: victims, mail filters and
// sign-in pages that know the host let it pass. An attacker mails such a link, and the page behind it asks for the password again
// or takes the code that a sign-in handed over.
//
// # Bad
//
//	func main() {
//		http.HandleFunc("GET /login", login)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		http.Redirect(w, r, r.FormValue("next"), http.StatusSeeOther)
//	}
//
// # Good
//
//	func main() {
//		http.HandleFunc("GET /login", login)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func login(w http.ResponseWriter, r *http.Request) {
//		next, err := url.Parse(r.FormValue("next"))
//		if err != nil || next.Host != "" || next.Scheme != "" {
//			next = &url.URL{Path: "/"}
//		}
//		http.Redirect(w, r, next.String(), http.StatusSeeOther)
//	}
//
// # Not reported
//
// Targets that begin with a constant which settles the host: a path of the site with more than the slash, or a host with
// the slash behind it. Targets that were found to begin with one slash and neither with two nor with a slash and a backslash,
// which browsers take for two, that name no host or an allowed one, or that are one of several constants. The host that the request went to, because browsers and not attackers set it.
//
// Confidence is medium when the target comes from a body, which another site cannot easily send, and low for the path of the
// request, cookies and headers.
//
// # Not seen
//
// Redirects by scripts and by tags in pages. Targets that were stored first, which is what shorteners of links do.
package openredirect
