// Package ssrf reports outbound requests whose host a client decides.
//
// # Why it matters
//
// The service stands where the client does not: behind the firewall, next to databases, administration ports and the
// metadata service of its cloud. An attacker hands it the address http://169.254.169.254/ and reads the credentials of the
// machine out of the answer.
//
// # Bad
//
//	func main() {
//		http.HandleFunc("GET /preview", preview)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func preview(w http.ResponseWriter, r *http.Request) {
//		resp, err := http.Get(r.FormValue("url"))
//		if err != nil {
//			http.Error(w, "no preview", http.StatusBadGateway)
//			return
//		}
//		defer resp.Body.Close()
//		io.Copy(w, io.LimitReader(resp.Body, 1<<20))
//	}
//
// # Good
//
//	var sites = map[string]bool{"example.com": true, "www.example.org": true}
//
//	func main() {
//		http.HandleFunc("GET /preview", preview)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func preview(w http.ResponseWriter, r *http.Request) {
//		u, err := url.Parse(r.FormValue("url"))
//		if err != nil || u.Scheme != "https" || !sites[u.Hostname()] {
//			http.Error(w, "no such site", http.StatusBadRequest)
//			return
//		}
//		resp, err := http.Get(u.String())
//		if err != nil {
//			http.Error(w, "no preview", http.StatusBadGateway)
//			return
//		}
//		defer resp.Body.Close()
//		io.Copy(w, io.LimitReader(resp.Body, 1<<20))
//	}
//
// # Not reported
//
// URLs of which the client decides only path and query, because a constant or the configuration says the host and the
// slash behind it, or because the path of the request begins with one. Hosts that are compared with what is allowed, and
// addresses that are tested for being private, before the request or in the dialer of the client that sends it. URLs that come
// from the configuration.
//
// Confidence is low when the URL was stored first, like that of a webhook: who may store it is not known.
//
// # Not seen
//
// Redirects that the host answers with. Proxies that refuse private addresses. Names that resolve to another address when
// the request is made than when it was tested.
package ssrf
