// A reader of the program's own may stop by itself: that cannot be told.
package main

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
)

type order struct{ Item string }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", create)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

type stopping struct {
	r    io.Reader
	left int
}

func (s *stopping) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if s.left -= n; s.left < 0 {
		return n, errors.New("too large")
	}
	return n, err
}

func create(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(&stopping{r.Body, 1 << 20}).Decode(&o) // ok: low confidence only
}
