// Command mongogorilla answers failures of MongoDB, the file system and other servers.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/gorilla/mux"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

type apiError struct {
	Message string `json:"message"`
	Detail  string `json:"detail,omitempty"`
}

type server struct {
	files  string
	photos *mongo.Collection
}

func writeError(w http.ResponseWriter, status int, e apiError) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(e); err != nil {
		log.Printf("write: %v", err)
	}
}

func (s *server) detailed(w http.ResponseWriter, r *http.Request) {
	n, err := s.photos.CountDocuments(r.Context(), bson.D{})
	if err != nil {
		writeError(w, http.StatusInternalServerError, apiError{Message: "cannot count", Detail: err.Error()}) // want errleak
		return
	}
	fmt.Fprintln(w, n)
}

func (s *server) file(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(filepath.Join(s.files, "index.json"))
	if err != nil {
		http.Error(w, fmt.Sprintf("%s", err), http.StatusInternalServerError) // want errleak
		return
	}
	_, _ = w.Write(data)
}

func (s *server) fileQuietly(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(filepath.Join(s.files, "index.json"))
	if errors.Is(err, os.ErrNotExist) {
		http.Error(w, "there is no index", http.StatusNotFound) // ok: a constant text
		return
	}
	if err != nil {
		log.Printf("index: %v", err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(data) // ok: the content of a file is no error
}

// status turns into a 200 what has failed.
func (s *server) status(w http.ResponseWriter, r *http.Request) {
	state := map[string]string{"mongo": "up"}
	if err := s.photos.Database().Client().Ping(r.Context(), nil); err != nil {
		state["mongo"] = err.Error()
	}
	_ = json.NewEncoder(w).Encode(state) // want errleak
}

func (s *server) statusQuietly(w http.ResponseWriter, r *http.Request) {
	state := map[string]string{"mongo": "up"}
	if err := s.photos.Database().Client().Ping(r.Context(), nil); err != nil {
		state["mongo"] = "down"
	}
	_ = json.NewEncoder(w).Encode(state) // ok: constant texts
}

// header puts the error where few look for it.
func (s *server) header(w http.ResponseWriter, r *http.Request) {
	if _, err := s.photos.DeleteMany(r.Context(), bson.D{}); err != nil {
		w.Header().Set("X-Error", err.Error()) // want errleak
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// result is what workers send; the error stays inside.
type result struct {
	n   int64
	err error
}

func (s *server) concurrent(w http.ResponseWriter, r *http.Request) {
	results := make(chan result, 1)
	go func() {
		n, err := s.photos.EstimatedDocumentCount(r.Context())
		results <- result{n, err}
	}()
	res := <-results
	if res.err != nil {
		log.Printf("count: %v", res.err)
		http.Error(w, "cannot count", http.StatusInternalServerError) // ok: a constant text
		return
	}
	fmt.Fprintln(w, res.n) // ok: the number
}

func (s *server) timed(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if _, err := s.photos.CountDocuments(ctx, bson.D{}); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			http.Error(w, context.DeadlineExceeded.Error(), http.StatusGatewayTimeout) // ok: a constant of the standard library
			return
		}
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError) // ok: a constant text
	}
}

func main() {
	client, err := mongo.Connect(context.Background(), options.Client().ApplyURI(os.Getenv("MONGO_URL")))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{files: os.Getenv("FILES"), photos: client.Database("album").Collection("photos")}
	r := mux.NewRouter()
	r.HandleFunc("/detailed", s.detailed)
	r.HandleFunc("/file", s.file)
	r.HandleFunc("/filequietly", s.fileQuietly)
	r.HandleFunc("/status", s.status)
	r.HandleFunc("/statusquietly", s.statusQuietly)
	r.HandleFunc("/header", s.header)
	r.HandleFunc("/concurrent", s.concurrent)
	r.HandleFunc("/timed", s.timed)
	log.Fatal(http.ListenAndServe(":8080", r))
}
