// Command policies asks a policy about every route, and for a role on one.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/casbin/casbin/v2"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type User struct {
	ID    uint   `json:"id" gorm:"primaryKey"`
	Name  string `json:"name"`
	Token string `json:"-"`
	Role  string `json:"role"`
}

type key struct{}

var (
	db       *gorm.DB
	enforcer *casbin.Enforcer
)

func me(r *http.Request) *User { u, _ := r.Context().Value(key{}).(*User); return u }

func signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var u User
		if err := db.First(&u, "token = ?", r.Header.Get("Authorization")).Error; err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), key{}, &u)))
	}
}

func policy(next http.HandlerFunc) http.HandlerFunc {
	return signedIn(func(w http.ResponseWriter, r *http.Request) {
		ok, err := enforcer.Enforce(me(r).Role, r.URL.Path, r.Method)
		if err != nil || !ok {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next(w, r)
	})
}

func admin(next http.HandlerFunc) http.HandlerFunc {
	return signedIn(func(w http.ResponseWriter, r *http.Request) {
		if me(r).Role != "admin" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next(w, r)
	})
}

func save(w http.ResponseWriter, u *User) {
	if err := db.Save(u).Error; err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func update(w http.ResponseWriter, r *http.Request) {
	var u User
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil { // want massassign `User.Role`
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	u.ID = me(r).ID
	save(w, &u)
}

func manage(w http.ResponseWriter, r *http.Request) {
	var u User
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil { // ok: of low confidence for administrators
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	save(w, &u)
}

func main() {
	var err error
	if db, err = gorm.Open(postgres.Open(os.Getenv("DATABASE_URL"))); err != nil {
		log.Fatal(err)
	}
	if enforcer, err = casbin.NewEnforcer("model.conf", "policy.csv"); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("PUT /me", policy(update))
	http.HandleFunc("PUT /users", admin(manage))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
