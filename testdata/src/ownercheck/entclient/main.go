// Command entclient finds objects through a client that ent generates. The generated code is cut down to what the program calls; its
// names and signatures are those of the generator.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
	_ "github.com/lib/pq"

	"fixtures/ownercheck/entclient/ent"
	"fixtures/ownercheck/entclient/ent/comment"
	"fixtures/ownercheck/entclient/ent/note"
	"fixtures/ownercheck/entclient/ent/predicate"
	"fixtures/ownercheck/entclient/ent/user"
)

type server struct{ client *ent.Client }

type key struct{}

func (s *server) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		u, err := s.client.User.Query().Where(user.Name(name)).Only(r.Context())
		if !ok || err != nil || u.Password != password {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), key{}, u)))
	}
}

func caller(r *http.Request) *ent.User { return r.Context().Value(key{}).(*ent.User) }

func id(r *http.Request) int {
	n, _ := strconv.Atoi(r.PathValue("id"))
	return n
}

func answer(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, "not found", 404)
		return
	}
	json.NewEncoder(w).Encode(v)
}

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Get(r.Context(), id(r)) // want ownercheck
	answer(w, n, err)
}

func (s *server) getOwned(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.ID(id(r)), note.HasOwnerWith(user.ID(caller(r).ID))).Only(r.Context())
	answer(w, n, err)
}

func (s *server) getQuery(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.ID(id(r))).WithComments().Only(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) getChecked(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.ID(id(r))).WithOwner().Only(r.Context())
	if err == nil && n.Edges.Owner.ID != caller(r).ID {
		http.Error(w, "not found", 404)
		return
	}
	answer(w, n, err)
}

func (s *server) update(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.UpdateOneID(id(r)).SetTitle(r.FormValue("title")).Save(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) updateOwned(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.UpdateOneID(id(r)).Where(note.HasOwnerWith(user.ID(caller(r).ID))).SetTitle(r.FormValue("title")).Save(r.Context())
	answer(w, n, err)
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	err := s.client.Note.DeleteOneID(id(r)).Exec(r.Context()) // want ownercheck
	answer(w, nil, err)
}

func (s *server) removeOwned(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Delete().Where(note.And(note.ID(id(r)), note.HasOwnerWith(user.ID(caller(r).ID)))).Exec(r.Context())
	answer(w, n, err)
}

func (s *server) comment(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Comment.Query().Where(comment.ID(id(r))).All(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) commentOwned(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Comment.Query().Where(comment.ID(id(r)), comment.HasNoteWith(note.HasOwnerWith(user.ID(caller(r).ID)))).All(r.Context())
	answer(w, n, err)
}

func (s *server) mine(w http.ResponseWriter, r *http.Request) {
	n, err := caller(r).QueryNotes().Where(note.ID(id(r))).Only(r.Context())
	answer(w, n, err)
}

func (s *server) walked(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.User.Query().Where(user.ID(caller(r).ID)).QueryNotes().Where(note.ID(id(r))).Only(r.Context())
	answer(w, n, err)
}

func (s *server) strange(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Get(r.Context(), id(r)) // want ownercheck
	if err != nil {
		return
	}
	c, err := n.QueryComments().All(r.Context())
	answer(w, c, err)
}

func (s *server) give(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Create().SetOwnerID(id(r)).SetTitle("x").Save(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) attach(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Comment.Create().SetNoteID(id(r)).SetText("y").Save(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) found(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.Not(note.HasOwnerWith(user.ID(caller(r).ID))), note.IDIn(id(r))).All(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) alternative(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.Or(note.ID(id(r)), note.HasOwnerWith(user.ID(caller(r).ID)))).All(r.Context()) // want ownercheck
	answer(w, n, err)
}

func (s *server) exists(w http.ResponseWriter, r *http.Request) {
	mine, err := s.client.Note.Query().Where(note.ID(id(r)), note.HasOwnerWith(user.ID(caller(r).ID))).Exist(r.Context())
	if err != nil || !mine {
		http.Error(w, "not found", 404)
		return
	}
	n, err := s.client.Note.Get(r.Context(), id(r)) // ok: the query above found it among the caller's
	answer(w, n, err)
}

func (s *server) filtered(w http.ResponseWriter, r *http.Request) {
	ps := []predicate.Note{note.HasOwnerWith(user.ID(caller(r).ID))}
	if q := r.FormValue("q"); q != "" {
		ps = append(ps, note.TitleContains(q))
	}
	n, err := s.client.Note.Query().Where(ps...).Where(note.ID(id(r))).All(r.Context())
	answer(w, n, err)
}

func (s *server) loaded(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.ID(id(r)), note.HasOwnerWith(user.ID(caller(r).ID))).Only(r.Context())
	if err != nil {
		return
	}
	n, err = n.Update().SetTitle(r.FormValue("title")).Save(r.Context()) // ok: it was found among the caller's
	answer(w, n, err)
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Query().Where(note.HasOwnerWith(user.ID(caller(r).ID))).All(r.Context())
	answer(w, n, err)
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	n, err := s.client.Note.Create().SetOwner(caller(r)).SetTitle("x").Save(r.Context())
	answer(w, n, err)
}

func main() {
	driver, err := sql.Open(dialect.Postgres, os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{ent.NewClient(driver)}
	for path, h := range map[string]http.HandlerFunc{
		"GET /get/{id}": s.get, "GET /getowned/{id}": s.getOwned, "GET /getquery/{id}": s.getQuery, "GET /getchecked/{id}": s.getChecked,
		"PUT /update/{id}": s.update, "PUT /updateowned/{id}": s.updateOwned, "DELETE /remove/{id}": s.remove, "DELETE /removeowned/{id}": s.removeOwned,
		"GET /comment/{id}": s.comment, "GET /commentowned/{id}": s.commentOwned, "GET /mine/{id}": s.mine, "GET /walked/{id}": s.walked, "GET /strange/{id}": s.strange, "POST /give/{id}": s.give, "POST /attach/{id}": s.attach, "GET /found/{id}": s.found, "GET /alternative/{id}": s.alternative, "GET /exists/{id}": s.exists,
		"GET /filtered/{id}": s.filtered, "PUT /loaded/{id}": s.loaded, "GET /list": s.list, "POST /create": s.create,
	} {
		http.HandleFunc(path, s.auth(h))
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
