// Command filters finds documents by what clients send, as it comes and in plain types.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

type server struct{ users *mongo.Collection }

func (s *server) answer(w http.ResponseWriter, r *http.Request, filter any) {
	var user bson.M
	if err := s.users.FindOne(r.Context(), filter).Decode(&user); err != nil {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	_ = json.NewEncoder(w).Encode(user["name"])
}

func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		http.Error(w, "bad body", http.StatusBadRequest)
		return false
	}
	return true
}

func (s *server) whole(w http.ResponseWriter, r *http.Request) {
	var filter bson.M
	if !decode(w, r, &filter) {
		return
	}
	cursor, err := s.users.Find(r.Context(), filter) // want nosqlinject "body of the request"
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_ = cursor.Close(r.Context())
}

func (s *server) value(w http.ResponseWriter, r *http.Request) {
	var in map[string]any
	if !decode(w, r, &in) {
		return
	}
	s.answer(w, r, bson.M{"name": in["name"], "active": true}) // want nosqlinject "body of the request"
}

func (s *server) field(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name  string
		Token any
	}
	if !decode(w, r, &in) {
		return
	}
	s.answer(w, r, bson.D{{Key: "name", Value: in.Name}, {Key: "token", Value: in.Token}}) // want nosqlinject "body of the request"
}

func (s *server) fromQuery(w http.ResponseWriter, r *http.Request) {
	var filter bson.D
	if err := bson.UnmarshalExtJSON([]byte(r.FormValue("filter")), false, &filter); err != nil {
		http.Error(w, "bad filter", http.StatusBadRequest)
		return
	}
	n, err := s.users.CountDocuments(r.Context(), filter) // want nosqlinject "form parameter filter"
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, n)
}

func (s *server) script(w http.ResponseWriter, r *http.Request) {
	s.answer(w, r, bson.M{"$where": "this.name == '" + r.FormValue("name") + "'"}) // want nosqlinject "form parameter name .* script"
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	var in struct{ Filter map[string]any }
	if !decode(w, r, &in) {
		return
	}
	if _, err := s.users.DeleteMany(r.Context(), in.Filter); err != nil { // want nosqlinject "body of the request"
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *server) pipeline(w http.ResponseWriter, r *http.Request) {
	var match map[string]any
	if !decode(w, r, &match) {
		return
	}
	cursor, err := s.users.Aggregate(r.Context(), mongo.Pipeline{{{Key: "$match", Value: match}}}) // want nosqlinject "body of the request"
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_ = cursor.Close(r.Context())
}

func (s *server) text(w http.ResponseWriter, r *http.Request) {
	s.answer(w, r, bson.M{"name": r.FormValue("name")}) // ok: text
}

func (s *server) textField(w http.ResponseWriter, r *http.Request) {
	var in struct{ Name, Token string }
	if !decode(w, r, &in) {
		return
	}
	s.answer(w, r, bson.D{{Key: "name", Value: in.Name}, {Key: "token", Value: in.Token}}) // ok: text
}

func (s *server) structFilter(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `bson:"name"`
	}
	if !decode(w, r, &in) {
		return
	}
	s.answer(w, r, in) // ok: a struct of text
}

func (s *server) asserted(w http.ResponseWriter, r *http.Request) {
	var in map[string]any
	if !decode(w, r, &in) {
		return
	}
	name, ok := in["name"].(string)
	if !ok {
		http.Error(w, "no name", http.StatusBadRequest)
		return
	}
	s.answer(w, r, bson.M{"name": name}) // ok: found to be text
}

func (s *server) formatted(w http.ResponseWriter, r *http.Request) {
	var in map[string]any
	if !decode(w, r, &in) {
		return
	}
	s.answer(w, r, bson.M{"name": fmt.Sprint(in["name"])}) // ok: made text
}

func (s *server) objectID(w http.ResponseWriter, r *http.Request) {
	id, err := bson.ObjectIDFromHex(r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad id", http.StatusBadRequest)
		return
	}
	s.answer(w, r, bson.M{"_id": id}) // ok: an object ID
}

func (s *server) number(w http.ResponseWriter, r *http.Request) {
	age, err := strconv.Atoi(r.FormValue("age"))
	if err != nil {
		http.Error(w, "bad age", http.StatusBadRequest)
		return
	}
	s.answer(w, r, bson.M{"age": bson.M{"$gt": age}, "tags": bson.M{"$in": r.Form["tag"]}}) // ok: a number and a list of text
}

func (s *server) insert(w http.ResponseWriter, r *http.Request) {
	var doc bson.M
	if !decode(w, r, &doc) {
		return
	}
	if _, err := s.users.InsertOne(r.Context(), doc); err != nil { // ok: nothing is searched
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *server) update(w http.ResponseWriter, r *http.Request) {
	var doc bson.M
	if !decode(w, r, &doc) {
		return
	}
	if _, err := s.users.UpdateOne(r.Context(), bson.M{"name": r.PathValue("name")}, bson.M{"$set": doc}); err != nil { // ok: found by text
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *server) constantScript(w http.ResponseWriter, r *http.Request) {
	s.answer(w, r, bson.M{"$where": "this.credits > this.debits", "name": r.FormValue("name")}) // ok: a constant script
}

func main() {
	client, err := mongo.Connect(options.Client().ApplyURI(os.Getenv("MONGO")))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Disconnect(context.Background())
	s := &server{client.Database("shop").Collection("users")}
	for pattern, h := range map[string]http.HandlerFunc{
		"POST /whole": s.whole, "POST /value": s.value, "POST /field": s.field, "GET /fromquery": s.fromQuery, "GET /script": s.script,
		"POST /remove": s.remove, "POST /pipeline": s.pipeline, "GET /text": s.text, "POST /textfield": s.textField,
		"POST /struct": s.structFilter, "POST /asserted": s.asserted, "POST /formatted": s.formatted, "GET /id/{id}": s.objectID,
		"GET /number": s.number, "POST /insert": s.insert, "POST /update/{name}": s.update, "GET /constantscript": s.constantScript,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Print(http.ListenAndServe(":8080", nil))
}
