// Package pathtraversal reports names of files that a client decides and that may lead out of their directory.
//
// # Why it matters
//
// A name such as ../../etc/passwd climbs out of the directory that it is joined to. An attacker reads keys and configuration
// with it, or writes a file where the service will execute it.
//
// # Bad
//
//	const uploads = "/var/lib/shop/uploads"
//
//	func main() {
//		http.HandleFunc("GET /invoice", invoice)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func invoice(w http.ResponseWriter, r *http.Request) {
//		data, err := os.ReadFile(filepath.Join(uploads, r.FormValue("name")))
//		if err != nil {
//			http.NotFound(w, r)
//			return
//		}
//		w.Write(data)
//	}
//
// # Good
//
//	const uploads = "/var/lib/shop/uploads"
//
//	func main() {
//		http.HandleFunc("GET /invoice", invoice)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func invoice(w http.ResponseWriter, r *http.Request) {
//		root, err := os.OpenRoot(uploads)
//		if err != nil {
//			http.Error(w, "try again later", http.StatusInternalServerError)
//			return
//		}
//		defer root.Close()
//		data, err := root.ReadFile(r.FormValue("name"))
//		if err != nil {
//			http.NotFound(w, r)
//			return
//		}
//		w.Write(data)
//	}
//
// # Not reported
//
// The last element of a name; names that are local, that lost their slashes or dots, or were found to have none; cleaned names that begin
// with their directory; names that are one of several constants, numbers or UUIDs. File systems that do not leave their directory:
// os.Root, http.Dir and what is made from an fs.FS. Names of uploaded files, of which the standard library keeps the last element.
//
// Confidence is medium for the names of entries in archives, which are extracted to where they say. It is low for parameters of a
// path that hold one segment of it: they can be .. but hold no slash.
//
// # Not seen
//
// Symbolic links inside the directory. Names that were stored first and are used by another request.
package pathtraversal
