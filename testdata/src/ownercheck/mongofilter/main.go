// Command mongofilter keeps recipes in MongoDB and ties them to the cook in the filter.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/mux"
	"github.com/gorilla/sessions"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

type recipe struct {
	ID     bson.ObjectID `bson:"_id" json:"id"`
	CookID string        `bson:"cook_id" json:"-"`
	Title  string        `bson:"title" json:"title"`
}

type server struct {
	recipes  *mongo.Collection
	sessions *sessions.CookieStore
}

type cookKey struct{}

func cook(r *http.Request) string {
	id, _ := r.Context().Value(cookKey{}).(string)
	return id
}

func (s *server) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, err := s.sessions.Get(r, "kitchen")
		if err != nil {
			http.Error(w, "bad session", http.StatusUnauthorized)
			return
		}
		id, ok := session.Values["cook"].(string)
		if !ok {
			http.Error(w, "log in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), cookKey{}, id)))
	})
}

func objectID(w http.ResponseWriter, r *http.Request) (bson.ObjectID, bool) {
	id, err := bson.ObjectIDFromHex(mux.Vars(r)["id"])
	if err != nil {
		http.Error(w, "not an id", http.StatusBadRequest)
	}
	return id, err == nil
}

func answer(w http.ResponseWriter, result *mongo.SingleResult) {
	var found recipe
	if err := result.Decode(&found); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(found)
}

func (s *server) any(w http.ResponseWriter, r *http.Request) {
	id, ok := objectID(w, r)
	if !ok {
		return
	}
	answer(w, s.recipes.FindOne(r.Context(), bson.M{"_id": id})) // want ownercheck "GET /recipes/{id}"
}

func (s *server) own(w http.ResponseWriter, r *http.Request) {
	id, ok := objectID(w, r)
	if !ok {
		return
	}
	answer(w, s.recipes.FindOne(r.Context(), bson.M{"_id": id, "cook_id": cook(r)})) // ok: the filter names the cook
}

func (s *server) ownOrdered(w http.ResponseWriter, r *http.Request) {
	id, ok := objectID(w, r)
	if !ok {
		return
	}
	filter := bson.D{{Key: "_id", Value: id}, {Key: "cook_id", Value: cook(r)}}
	answer(w, s.recipes.FindOne(r.Context(), filter)) // ok: the filter names the cook
}

// ownAdded starts with the id and adds the cook.
func (s *server) ownAdded(w http.ResponseWriter, r *http.Request) {
	id, ok := objectID(w, r)
	if !ok {
		return
	}
	filter := bson.M{"_id": id}
	filter["cook_id"] = cook(r)
	answer(w, s.recipes.FindOne(r.Context(), filter)) // ok: the filter names the cook
}

func (s *server) rename(w http.ResponseWriter, r *http.Request) {
	id, ok := objectID(w, r)
	if !ok {
		return
	}
	_, err := s.recipes.UpdateOne(r.Context(), bson.M{"_id": id}, bson.M{"$set": bson.M{"title": r.FormValue("title"), "edited_by": cook(r)}}) // want ownercheck "PUT /recipes/{id}"
	if err != nil {
		http.Error(w, "cannot rename", http.StatusInternalServerError)
	}
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	id, ok := objectID(w, r)
	if !ok {
		return
	}
	result, err := s.recipes.DeleteOne(r.Context(), bson.M{"_id": id, "cook_id": cook(r)}) // ok: the filter names the cook
	if err != nil || result.DeletedCount == 0 {
		http.Error(w, "not found", http.StatusNotFound)
	}
}

func main() {
	client, err := mongo.Connect(options.Client().ApplyURI(os.Getenv("MONGO_URL")))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{
		recipes:  client.Database("kitchen").Collection("recipes"),
		sessions: sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY"))),
	}
	r := mux.NewRouter()
	r.Use(s.auth)
	r.HandleFunc("/recipes/{id}", s.any).Methods("GET")
	r.HandleFunc("/v2/recipes/{id}", s.own).Methods("GET")
	r.HandleFunc("/v3/recipes/{id}", s.ownOrdered).Methods("GET")
	r.HandleFunc("/v4/recipes/{id}", s.ownAdded).Methods("GET")
	r.HandleFunc("/recipes/{id}", s.rename).Methods("PUT")
	r.HandleFunc("/recipes/{id}", s.remove).Methods("DELETE")
	log.Fatal(http.ListenAndServe(":8080", r))
}
