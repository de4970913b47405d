// Command mongogorilla answers with documents of MongoDB.
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

type Profile struct {
	ID       string `bson:"_id" json:"id"`
	Name     string `bson:"name" json:"name"`
	Password string `bson:"password" json:"password"`
	Wallet   Wallet `bson:"wallet" json:"wallet"`
}

type Wallet struct {
	Address    string `json:"address"`
	PrivateKey string `json:"private_key"`
}

type public struct {
	Name    string `bson:"name" json:"name"`
	Address string `bson:"address" json:"address"`
}

type store struct{ profiles *mongo.Collection }

func (s *store) show(w http.ResponseWriter, r *http.Request) {
	var p Profile
	if err := s.profiles.FindOne(r.Context(), bson.M{"_id": mux.Vars(r)["id"]}).Decode(&p); err != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(p) // want dataexposure `Profile.Password and .*Wallet.PrivateKey`
}

func (s *store) list(w http.ResponseWriter, r *http.Request) {
	cur, err := s.profiles.Find(r.Context(), bson.M{})
	if err != nil {
		return
	}
	var all []Profile
	if err := cur.All(r.Context(), &all); err != nil {
		return
	}
	json.NewEncoder(w).Encode(all) // want dataexposure `Profile.Password`
}

func (s *store) public(w http.ResponseWriter, r *http.Request) {
	var p public
	if err := s.profiles.FindOne(r.Context(), bson.M{"_id": mux.Vars(r)["id"]}).Decode(&p); err != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(p) // ok: a document without secrets
}

func (s *store) address(w http.ResponseWriter, r *http.Request) {
	var p Profile
	if err := s.profiles.FindOne(r.Context(), bson.M{"_id": mux.Vars(r)["id"]}).Decode(&p); err != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(p.Wallet.Address) // ok: another field
}

func main() {
	client, err := mongo.Connect(context.Background(), options.Client())
	if err != nil {
		log.Fatal(err)
	}
	s := &store{client.Database("wallets").Collection("profiles")}
	r := mux.NewRouter()
	r.HandleFunc("/profiles/{id}", s.show).Methods(http.MethodGet)
	r.HandleFunc("/profiles", s.list).Methods(http.MethodGet)
	r.HandleFunc("/public/{id}", s.public).Methods(http.MethodGet)
	r.HandleFunc("/address/{id}", s.address).Methods(http.MethodGet)
	log.Fatal(http.ListenAndServe(":8080", r))
}
