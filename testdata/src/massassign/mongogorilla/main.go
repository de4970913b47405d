// Command mongogorilla decodes bodies into documents of MongoDB.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/gorilla/mux"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

type Person struct {
	ID          string   `bson:"_id" json:"id"`
	Name        string   `bson:"name" json:"name"`
	Permissions []string `bson:"permissions" json:"permissions"`
}

type store struct{ people *mongo.Collection }

func (s *store) create(w http.ResponseWriter, r *http.Request) {
	var p Person
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil { // want massassign `Person.Permissions`
		return
	}
	s.people.InsertOne(r.Context(), p)
}

func (s *store) createSafe(w http.ResponseWriter, r *http.Request) {
	var p Person
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil { // ok: the permissions are set below
		return
	}
	p.Permissions = nil
	s.people.InsertOne(r.Context(), p)
}

func (s *store) update(w http.ResponseWriter, r *http.Request) {
	var changes bson.M
	if err := json.NewDecoder(r.Body).Decode(&changes); err != nil { // want massassign `every column`
		return
	}
	s.people.UpdateOne(r.Context(), bson.M{"_id": mux.Vars(r)["id"]}, bson.M{"$set": changes})
}

func (s *store) rename(w http.ResponseWriter, r *http.Request) {
	var in struct{ Name string }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil { // ok: one field
		return
	}
	s.people.UpdateOne(r.Context(), bson.M{"_id": mux.Vars(r)["id"]}, bson.M{"$set": bson.M{"name": in.Name}})
}

func main() {
	client, err := mongo.Connect(context.Background(), options.Client())
	if err != nil {
		log.Fatal(err)
	}
	s := &store{client.Database("people").Collection("people")}
	r := mux.NewRouter()
	r.HandleFunc("/people", s.create).Methods(http.MethodPost)
	r.HandleFunc("/safe", s.createSafe).Methods(http.MethodPost)
	r.HandleFunc("/people/{id}", s.update).Methods(http.MethodPatch)
	r.HandleFunc("/people/{id}/name", s.rename).Methods(http.MethodPut)
	log.Fatal(http.ListenAndServe(":8080", r))
}
