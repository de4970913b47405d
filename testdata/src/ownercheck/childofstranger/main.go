// Command childofstranger has comments below articles. That a comment belongs to an article says nothing of the caller, unless
// the article is the caller's.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type article struct {
	ID       string
	AuthorID string
	Liked    bool
}

type comment struct {
	ID        string `json:"id"`
	ArticleID string `json:"article_id"`
	AuthorID  string `json:"author_id"`
	Body      string `json:"body"`
}

type api struct{ pool *pgxpool.Pool }

func caller(ctx context.Context) string {
	_, claims, _ := jwtauth.FromContext(ctx)
	sub, _ := claims["sub"].(string)
	return sub
}

// article finds an article by its slug, with the mark whether the caller likes it. Everybody may read articles.
func (a *api) article(ctx context.Context, slug string) (*article, error) {
	const query = `SELECT a.id, a.author_id, l.user_id IS NOT NULL FROM articles a
		LEFT JOIN likes l ON l.article_id = a.id AND l.user_id = $2 WHERE a.slug = $1`
	var found article
	err := a.pool.QueryRow(ctx, query, slug, caller(ctx)).Scan(&found.ID, &found.AuthorID, &found.Liked)
	return &found, err
}

func (a *api) comment(ctx context.Context, id string) (*comment, error) {
	var c comment
	err := a.pool.QueryRow(ctx, `SELECT id, article_id, author_id, body FROM comments WHERE id = $1`, id).Scan(&c.ID, &c.ArticleID, &c.AuthorID, &c.Body)
	return &c, err
}

func (a *api) remove(ctx context.Context, id string) error {
	_, err := a.pool.Exec(ctx, `DELETE FROM comments WHERE id = $1`, id)
	return err
}

func deny(w http.ResponseWriter) { http.Error(w, "not found", http.StatusNotFound) }

// deleteOfArticle knows that the comment is one of the article's, and that is all.
func (a *api) deleteOfArticle(w http.ResponseWriter, r *http.Request) {
	parent, err := a.article(r.Context(), chi.URLParam(r, "slug"))
	if err != nil {
		deny(w)
		return
	}
	c, err := a.comment(r.Context(), chi.URLParam(r, "id")) // want ownercheck "DELETE /articles/{slug}/comments/{id}"
	if err != nil || c.ArticleID != parent.ID {
		deny(w)
		return
	}
	if err := a.remove(r.Context(), c.ID); err != nil {
		deny(w)
	}
}

// deleteOfAuthor compares the author too.
func (a *api) deleteOfAuthor(w http.ResponseWriter, r *http.Request) {
	parent, err := a.article(r.Context(), chi.URLParam(r, "slug"))
	if err != nil {
		deny(w)
		return
	}
	c, err := a.comment(r.Context(), chi.URLParam(r, "id")) // ok: the caller wrote it
	if err != nil || c.ArticleID != parent.ID || c.AuthorID != caller(r.Context()) {
		deny(w)
		return
	}
	if err := a.remove(r.Context(), c.ID); err != nil {
		deny(w)
	}
}

// deleteByModerator ties the comment to the article, and the article to its author.
func (a *api) deleteByModerator(w http.ResponseWriter, r *http.Request) {
	parent, err := a.article(r.Context(), chi.URLParam(r, "slug"))
	if err != nil || parent.AuthorID != caller(r.Context()) {
		deny(w)
		return
	}
	c, err := a.comment(r.Context(), chi.URLParam(r, "id")) // ok: it stands below an article of the caller's
	if err != nil || c.ArticleID != parent.ID {
		deny(w)
		return
	}
	if err := a.remove(r.Context(), c.ID); err != nil {
		deny(w)
	}
}

// deleteBesideArticle checks the article and then deletes any comment.
func (a *api) deleteBesideArticle(w http.ResponseWriter, r *http.Request) {
	parent, err := a.article(r.Context(), chi.URLParam(r, "slug"))
	if err != nil || parent.AuthorID != caller(r.Context()) {
		deny(w)
		return
	}
	if err := a.remove(r.Context(), chi.URLParam(r, "id")); err != nil { // want ownercheck "DELETE /beside/{slug}/comments/{id}"
		deny(w)
	}
}

// read shows an article to everybody.
func (a *api) read(w http.ResponseWriter, r *http.Request) {
	var found article
	row := a.pool.QueryRow(r.Context(), `SELECT id, author_id FROM articles WHERE slug = $1`, chi.URLParam(r, "slug"))
	if err := row.Scan(&found.ID, &found.AuthorID); err != nil {
		deny(w)
		return
	}
	if err := json.NewEncoder(w).Encode(found); err != nil {
		log.Print("writing an answer failed")
	}
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &api{pool}
	auth := jwtauth.New("HS256", []byte(os.Getenv("SIGNING_KEY")), nil)
	r := chi.NewRouter()
	r.Get("/public/articles/{slug}", a.read)
	r.Group(func(r chi.Router) {
		r.Use(jwtauth.Verifier(auth), jwtauth.Authenticator(auth))
		r.Delete("/articles/{slug}/comments/{id}", a.deleteOfArticle)
		r.Delete("/own/{slug}/comments/{id}", a.deleteOfAuthor)
		r.Delete("/moderated/{slug}/comments/{id}", a.deleteByModerator)
		r.Delete("/beside/{slug}/comments/{id}", a.deleteBesideArticle)
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}
