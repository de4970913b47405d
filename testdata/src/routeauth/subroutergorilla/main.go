// Command subroutergorilla guards sub-routers: in gorilla/mux Use covers all routes of its router, whatever the order,
// and none of the parent's.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/gorilla/mux"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

type server struct {
	devices *mongo.Collection
	tokens  *mongo.Collection
}

type device struct {
	Name   string `bson:"name" json:"name"`
	Status string `bson:"status" json:"status"`
}

func (s *server) authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if err := s.tokens.FindOne(r.Context(), bson.M{"token": token}).Err(); err != nil {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) listDevices(w http.ResponseWriter, r *http.Request) {
	cursor, err := s.devices.Find(r.Context(), bson.D{})
	if err != nil {
		http.Error(w, "cannot read devices", http.StatusInternalServerError)
		return
	}
	var list []device
	if err := cursor.All(r.Context(), &list); err != nil {
		http.Error(w, "cannot read devices", http.StatusInternalServerError)
		return
	}
	_ = json.NewEncoder(w).Encode(list)
}

func (s *server) resetDevices(w http.ResponseWriter, r *http.Request) {
	if _, err := s.devices.DeleteMany(r.Context(), bson.D{}); err != nil {
		http.Error(w, "cannot delete devices", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) router() http.Handler {
	r := mux.NewRouter()
	r.HandleFunc("/devices", s.listDevices).Methods(http.MethodGet) // want routeauth "GET /devices"

	api := r.PathPrefix("/api").Subrouter()
	api.HandleFunc("/devices", s.listDevices).Methods(http.MethodGet)         // ok: Use covers earlier routes of its router
	api.Path("/devices/reset").Methods("POST").HandlerFunc(s.resetDevices)    // ok: Use covers earlier routes of its router
	api.Methods(http.MethodDelete).Path("/devices").Handler(s.resetHandler()) // ok: Use covers earlier routes of its router
	v2 := api.PathPrefix("/v2").Subrouter()
	v2.HandleFunc("/devices", s.listDevices).Methods(http.MethodGet) // ok: the parent's middleware covers sub-routers
	api.Use(s.authenticated)

	open := r.PathPrefix("/open").Subrouter()
	open.HandleFunc("/devices/reset", s.resetDevices).Methods(http.MethodPost)               // want routeauth "POST /open/devices/reset"
	open.Handle("/devices", s.authenticated(http.HandlerFunc(s.listDevices))).Methods("GET") // ok: this route is wrapped
	return r
}

func (s *server) resetHandler() http.Handler { return http.HandlerFunc(s.resetDevices) }

func main() {
	client, err := mongo.Connect(context.Background(), options.Client().ApplyURI(os.Getenv("MONGO_URL")))
	if err != nil {
		log.Fatal(err)
	}
	db := client.Database("iot")
	s := &server{devices: db.Collection("devices"), tokens: db.Collection("tokens")}
	log.Fatal(http.ListenAndServe(":8080", s.router()))
}
