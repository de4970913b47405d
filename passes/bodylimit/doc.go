// Package bodylimit reports request bodies that are read or decoded with no limit on their size.
//
// # Why it matters
//
// A body is as long as the client likes. An attacker sends one request with a string of many gigabytes, or a few at a time,
// and the service holds all of it in memory or writes it to a temporary file, until it is killed or its disk is full.
//
// # Bad
//
//	type order struct{ Item string }
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("POST /orders", createOrder)
//		log.Fatal(http.ListenAndServe(":8080", mux))
//	}
//
//	func createOrder(w http.ResponseWriter, r *http.Request) {
//		var o order
//		if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
//			http.Error(w, "bad order", http.StatusBadRequest)
//			return
//		}
//		fmt.Fprintln(w, "ordered", o.Item)
//	}
//
// # Good
//
//	type order struct{ Item string }
//
//	func main() {
//		mux := http.NewServeMux()
//		mux.HandleFunc("POST /orders", createOrder)
//		log.Fatal(http.ListenAndServe(":8080", mux))
//	}
//
//	func createOrder(w http.ResponseWriter, r *http.Request) {
//		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
//		var o order
//		if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
//			http.Error(w, "bad order", http.StatusBadRequest)
//			return
//		}
//		fmt.Fprintln(w, "ordered", o.Item)
//	}
//
// # Not reported
//
// Bodies that anything bounds before they are read: a wrapper around the router, a middleware of the route or its group, the
// handler, a helper that it calls, a reader that stops after so many bytes, an option of the server or of the route, or the default of
// a server library that has one. Url-encoded forms, of which net/http reads at most 10 MB.
//
// The memory that parsing a multipart form may use is no limit: what does not fit there is written to disk, however
// long it is. A limit on a packed body does not bound what it unpacks to.
//
// A helper that reads for many routes is one finding, and so is a service in which nothing limits any body.
//
// # Not seen
//
// Limits of a proxy or gateway in front of the program. A reader of the program's own that stops by itself: such a
// read has low confidence, as has one behind a check of the declared length alone, which a client need not declare.
package bodylimit
