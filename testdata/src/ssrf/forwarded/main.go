// Command forwarded hands requests on to other services, path and all.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

// backend is configured without a slash at its end.
var backend = os.Getenv("BACKEND")

type forward struct{ path string }

func send(w http.ResponseWriter, r *http.Request, url string) {
	req, err := http.NewRequestWithContext(r.Context(), r.Method, url, r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

func whole(w http.ResponseWriter, r *http.Request) {
	send(w, r, backend+r.URL.String()) // ok: the slash of the path ends the host
}

func path(w http.ResponseWriter, r *http.Request) {
	send(w, r, "http://inventory.internal"+r.URL.Path) // ok: as above
}

func version(w http.ResponseWriter, r *http.Request) {
	f := forward{path: r.URL.Path}
	send(w, r, backend+strings.TrimPrefix(f.path, "/v1")) // ok: a slash is left
}

// relay lets the path say everything: /relay/169.254.169.254/latest.
func relay(w http.ResponseWriter, r *http.Request) {
	send(w, r, "http://"+strings.TrimPrefix(r.URL.Path, "/relay/")) // want ssrf "path of the request"
}

func query(w http.ResponseWriter, r *http.Request) {
	send(w, r, backend+r.URL.Query().Get("path")) // want ssrf "query parameter path"
}

func main() {
	http.HandleFunc("/whole/", whole)
	http.HandleFunc("/path/", path)
	http.HandleFunc("/v1/", version)
	http.HandleFunc("/relay/", relay)
	http.HandleFunc("/query", query)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
