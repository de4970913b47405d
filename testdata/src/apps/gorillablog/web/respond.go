package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gorilla/mux"
	"github.com/sirupsen/logrus"
	"go.mongodb.org/mongo-driver/bson/primitive"

	"fixtures/apps/gorillablog/blog"
)

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		logrus.WithError(err).Error("write response")
	}
}

// fail answers without telling why.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, blog.ErrNotFound) {
		http.Error(w, blog.ErrNotFound.Error(), http.StatusNotFound) // ok: a constant text
		return
	}
	logrus.WithError(err).WithField("path", r.URL.Path).Error("request failed")
	http.Error(w, "internal error", http.StatusInternalServerError) // ok: a constant text
}

// explain answers with the reason, whatever it is.
func explain(w http.ResponseWriter, what string, err error) {
	http.Error(w, what+" failed: "+err.Error(), http.StatusInternalServerError) // want errleak
}

func pathID(w http.ResponseWriter, r *http.Request) (primitive.ObjectID, bool) {
	id, err := primitive.ObjectIDFromHex(mux.Vars(r)["id"])
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest) // ok: says only what the client sent
		return primitive.NilObjectID, false
	}
	return id, true
}
