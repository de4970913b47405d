// Package blog keeps posts, comments and authors in MongoDB.
package blog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// ErrNotFound says that there is no such document.
var ErrNotFound = errors.New("no such document")

// Author writes posts.
type Author struct {
	ID       primitive.ObjectID `bson:"_id,omitempty" json:"id"`
	Name     string             `bson:"name" json:"name"`
	Role     string             `bson:"role" json:"role"`
	Password []byte             `bson:"password" json:"-"`
}

// Post is a post, published or a draft.
type Post struct {
	ID        primitive.ObjectID `bson:"_id,omitempty" json:"id"`
	AuthorID  primitive.ObjectID `bson:"author_id" json:"author_id"`
	Title     string             `bson:"title" json:"title"`
	Body      string             `bson:"body" json:"body"`
	Published bool               `bson:"published" json:"published"`
	CreatedAt time.Time          `bson:"created_at" json:"created_at"`
}

// Comment is a reader's comment; it belongs to nobody.
type Comment struct {
	ID     primitive.ObjectID `bson:"_id,omitempty" json:"id"`
	PostID primitive.ObjectID `bson:"post_id" json:"post_id"`
	Name   string             `bson:"name" json:"name"`
	Text   string             `bson:"text" json:"text"`
}

func one[T any](result *mongo.SingleResult) (*T, error) {
	v := new(T)
	err := result.Decode(v)
	switch {
	case errors.Is(err, mongo.ErrNoDocuments):
		return nil, ErrNotFound
	case err != nil:
		return nil, fmt.Errorf("blog: decode: %w", err)
	}
	return v, nil
}

func all[T any](ctx context.Context, c *mongo.Collection, filter any, opts ...*options.FindOptions) ([]T, error) {
	cursor, err := c.Find(ctx, filter, opts...)
	if err != nil {
		return nil, fmt.Errorf("blog: find: %w", err)
	}
	list := []T{}
	return list, cursor.All(ctx, &list)
}

// Posts is the collection of posts.
type Posts struct{ c *mongo.Collection }

// NewPosts returns the collection of posts of db.
func NewPosts(db *mongo.Database) *Posts { return &Posts{db.Collection("posts")} }

// Published returns the newest published posts.
func (p *Posts) Published(ctx context.Context) ([]Post, error) {
	return all[Post](ctx, p.c, bson.M{"published": true}, options.Find().SetSort(bson.M{"created_at": -1}).SetLimit(20))
}

// PublishedByID returns a published post.
func (p *Posts) PublishedByID(ctx context.Context, id primitive.ObjectID) (*Post, error) {
	return one[Post](p.c.FindOne(ctx, bson.M{"_id": id, "published": true}))
}

// ByID returns a post, be it a draft or not.
func (p *Posts) ByID(ctx context.Context, id primitive.ObjectID) (*Post, error) {
	return one[Post](p.c.FindOne(ctx, bson.M{"_id": id}))
}

// Drafts returns the drafts of an author.
func (p *Posts) Drafts(ctx context.Context, author primitive.ObjectID) ([]Post, error) {
	return all[Post](ctx, p.c, bson.D{{Key: "author_id", Value: author}, {Key: "published", Value: false}})
}

// Insert stores a post.
func (p *Posts) Insert(ctx context.Context, post *Post) error {
	res, err := p.c.InsertOne(ctx, post)
	if err != nil {
		return fmt.Errorf("blog: insert: %w", err)
	}
	post.ID, _ = res.InsertedID.(primitive.ObjectID)
	return nil
}

// Publish publishes a draft of the author.
func (p *Posts) Publish(ctx context.Context, id, author primitive.ObjectID) error {
	res, err := p.c.UpdateOne(ctx, bson.M{"_id": id, "author_id": author}, bson.M{"$set": bson.M{"published": true}})
	if err == nil && res.MatchedCount == 0 {
		return ErrNotFound
	}
	return err
}

// Rewrite changes title and body of a post.
func (p *Posts) Rewrite(ctx context.Context, id primitive.ObjectID, title, body string) error {
	_, err := p.c.UpdateByID(ctx, id, bson.M{"$set": bson.M{"title": title, "body": body}})
	return err
}

// Delete deletes a post.
func (p *Posts) Delete(ctx context.Context, id primitive.ObjectID) error {
	_, err := p.c.DeleteOne(ctx, bson.M{"_id": id})
	return err
}

// Comments is the collection of comments.
type Comments struct{ c *mongo.Collection }

// NewComments returns the collection of comments of db.
func NewComments(db *mongo.Database) *Comments { return &Comments{db.Collection("comments")} }

// Of returns the comments of a post.
func (c *Comments) Of(ctx context.Context, post primitive.ObjectID) ([]Comment, error) {
	return all[Comment](ctx, c.c, bson.M{"post_id": post})
}

// All returns all comments.
func (c *Comments) All(ctx context.Context) ([]Comment, error) {
	return all[Comment](ctx, c.c, bson.D{})
}

// Delete deletes a comment.
func (c *Comments) Delete(ctx context.Context, id primitive.ObjectID) error {
	_, err := c.c.DeleteOne(ctx, bson.M{"_id": id})
	return err
}

// Authors is the collection of authors.
type Authors struct{ c *mongo.Collection }

// NewAuthors returns the collection of authors of db.
func NewAuthors(db *mongo.Database) *Authors { return &Authors{db.Collection("authors")} }

// ByName returns the author with the name.
func (a *Authors) ByName(ctx context.Context, name string) (*Author, error) {
	return one[Author](a.c.FindOne(ctx, bson.M{"name": name}))
}

// ByID returns the author with the id.
func (a *Authors) ByID(ctx context.Context, id primitive.ObjectID) (*Author, error) {
	return one[Author](a.c.FindOne(ctx, bson.M{"_id": id}))
}
