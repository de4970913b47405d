// Command collectionhelper opens its MongoDB collections through a helper that takes the name as an argument.
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

type spice struct {
	ID   bson.ObjectID `bson:"_id" json:"id"`
	Name string        `bson:"name" json:"name"`
}

type note struct {
	ID     bson.ObjectID `bson:"_id" json:"id"`
	CookID string        `bson:"cook_id" json:"-"`
	Text   string        `bson:"text" json:"text"`
}

var (
	client  = connect()
	recipes = open(client, "recipes")
	spices  = open(client, "spices")
)

var store = sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))

func connect() *mongo.Client {
	c, err := mongo.Connect(options.Client().ApplyURI(os.Getenv("MONGODB_URI")))
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func open(c *mongo.Client, name string) *mongo.Collection {
	return c.Database("kitchen").Collection(name)
}

// notebook keeps its collection in a field, which a constructor fills through two helpers.
type notebook struct{ pages *mongo.Collection }

func newNotebook(c *mongo.Client) *notebook { return &notebook{pages: private(c, "notes")} }

func private(c *mongo.Client, name string) *mongo.Collection { return open(c, name) }

type cookKey struct{}

func cook(r *http.Request) string {
	id, _ := r.Context().Value(cookKey{}).(string)
	return id
}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, err := store.Get(r, "kitchen")
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

func id(r *http.Request) bson.ObjectID {
	id, err := bson.ObjectIDFromHex(mux.Vars(r)["id"])
	if err != nil {
		return bson.NilObjectID
	}
	return id
}

func answer(w http.ResponseWriter, result *mongo.SingleResult, into any) {
	if err := result.Decode(into); err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(into)
}

func stranger(w http.ResponseWriter, r *http.Request) {
	answer(w, recipes.FindOne(r.Context(), bson.M{"_id": id(r)}), &recipe{}) // want ownercheck "GET /recipes/{id}: recipe is loaded"
}

func drop(w http.ResponseWriter, r *http.Request) {
	if _, err := recipes.DeleteOne(r.Context(), bson.M{"_id": id(r)}); err != nil { // want ownercheck "DELETE /recipes/{id}: recipe is deleted"
		http.Error(w, "not deleted", http.StatusInternalServerError)
	}
}

func own(w http.ResponseWriter, r *http.Request) {
	filter := bson.M{"_id": id(r), "cook_id": cook(r)}
	answer(w, recipes.FindOne(r.Context(), filter), &recipe{}) // ok: the filter names the cook
}

func shelf(w http.ResponseWriter, r *http.Request) {
	answer(w, spices.FindOne(r.Context(), bson.M{"_id": id(r)}), &spice{}) // ok: spices are everybody's
}

func (n *notebook) any(w http.ResponseWriter, r *http.Request) {
	answer(w, n.pages.FindOne(r.Context(), bson.M{"_id": id(r)}), &note{}) // want ownercheck "GET /notes/{id}: note is loaded"
}

func (n *notebook) own(w http.ResponseWriter, r *http.Request) {
	filter := bson.D{{Key: "_id", Value: id(r)}, {Key: "cook_id", Value: cook(r)}}
	answer(w, n.pages.FindOne(r.Context(), filter), &note{}) // ok: the filter names the cook
}

func main() {
	notes := newNotebook(client)
	r := mux.NewRouter()
	r.Use(auth)
	r.HandleFunc("/recipes/{id}", stranger).Methods(http.MethodGet)
	r.HandleFunc("/recipes/{id}", drop).Methods(http.MethodDelete)
	r.HandleFunc("/recipes/{id}/own", own).Methods(http.MethodGet)
	r.HandleFunc("/spices/{id}", shelf).Methods(http.MethodGet)
	r.HandleFunc("/notes/{id}", notes.any).Methods(http.MethodGet)
	r.HandleFunc("/notes/{id}/own", notes.own).Methods(http.MethodGet)
	log.Fatal(http.ListenAndServe(":8080", r))
}
