// Command logrusfields logs with logrus.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/gorilla/mux"
	"github.com/sirupsen/logrus"
)

type webhook struct {
	URL    string `json:"url"`
	Secret string `json:"secret"`
}

// redacted is a string that no log shows.
type redacted string

// String implements fmt.Stringer.
func (redacted) String() string { return "***" }

// MarshalJSON implements json.Marshaler.
func (redacted) MarshalJSON() ([]byte, error) { return []byte(`"***"`), nil }

// subscription keeps its secret redacted.
type subscription struct {
	URL    string
	Secret redacted
}

func create(w http.ResponseWriter, r *http.Request) {
	var in webhook
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		logrus.WithError(err).Warn("malformed webhook") // ok: a decode error carries no value
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	logrus.WithField("secret", in.Secret).Info("created")                       // want secretlog
	logrus.WithFields(logrus.Fields{"url": in.URL, "hook": in}).Info("created") // want secretlog
	logrus.Infof("created %+v", in)                                             // want secretlog
	logrus.WithField("url", in.URL).Info("created")                             // ok: only the address
	logrus.Infof("created %v", subscription{in.URL, redacted(in.Secret)})       // ok: the type hides its text
	logrus.WithField("secret", redacted(in.Secret)).Info("created")             // ok: the type hides its text
	w.WriteHeader(http.StatusCreated)
}

func session(w http.ResponseWriter, r *http.Request) {
	entry := logrus.WithFields(logrus.Fields{"path": r.URL.Path, "session": r.Header.Get("Cookie")}) // want secretlog
	entry.Info("request")
	logrus.WithField("path", r.URL.Path).Info("request")                               // ok: the path
	logrus.WithField("cookies", len(r.Cookies())).Info("request")                      // ok: a number
	logrus.Debug(fmt.Sprintf("key %s", r.Header.Get("X-Api-Key")))                     // want secretlog
	logrus.WithField("secret_name", r.PathValue("name")).Debug("secret was asked for") // ok: the name of a secret
}

func main() {
	logrus.SetFormatter(&logrus.JSONFormatter{})
	logrus.Printf("database password: %s", os.Getenv("DB_PASSWORD")) // want secretlog
	logrus.Printf("database host: %s", os.Getenv("DB_HOST"))         // ok: the host
	r := mux.NewRouter()
	r.HandleFunc("/webhooks", create).Methods("POST")
	r.HandleFunc("/session", session).Methods("GET")
	logrus.Fatal(http.ListenAndServe(":8080", r)) // ok: carries no secret
}
