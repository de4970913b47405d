// Package web writes responses for the handlers of other packages.
package web

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
)

// Envelope is the shape of every response.
type Envelope struct {
	Data  any    `json:"data,omitempty"`
	Error string `json:"error,omitempty"`
}

func write(w http.ResponseWriter, status int, e Envelope) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(e)
}

// OK writes data.
func OK(w http.ResponseWriter, data any) { write(w, http.StatusOK, Envelope{Data: data}) }

// Internal writes the cause of a failure, three calls away from where it happened.
func Internal(w http.ResponseWriter, err error) { failWith(w, http.StatusInternalServerError, err) }

func failWith(w http.ResponseWriter, status int, err error) {
	write(w, status, Envelope{Error: err.Error()}) // want errleak
}

// Quiet writes a constant and logs the cause.
func Quiet(w http.ResponseWriter, err error) {
	log.Printf("request failed: %v", err)
	respond(w, http.StatusInternalServerError, "internal error")
}

// respond is used for texts of our own only.
func respond(w http.ResponseWriter, status int, text string) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(Envelope{Error: text}) // ok: all callers pass texts of the application
}

// Refusal is an error whose text is meant for the client.
type Refusal struct {
	Status int
	Text   string
}

func (r *Refusal) Error() string { return r.Text }

// Mapped writes refusals as they are and hides everything else.
func Mapped(w http.ResponseWriter, err error) {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		respond(w, refusal.Status, refusal.Error()) // ok: the text of a refusal is the application's own
		return
	}
	Quiet(w, err)
}
