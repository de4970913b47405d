// Command gorillablog serves a blog on gorilla/mux, gorilla/sessions and MongoDB.
package main

import (
	"context"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/sessions"
	"github.com/sirupsen/logrus"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"fixtures/apps/gorillablog/blog"
	"fixtures/apps/gorillablog/web"
)

func main() {
	logrus.SetFormatter(&logrus.JSONFormatter{})

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client, err := mongo.Connect(ctx, options.Client().ApplyURI(os.Getenv("MONGO_URI")))
	if err != nil {
		logrus.WithError(err).Fatal("connect to MongoDB")
	}
	db := client.Database("blog")

	sessionKey := os.Getenv("SESSION_KEY")
	logrus.WithFields(logrus.Fields{"database": db.Name(), "key": sessionKey}).Info("starting") // want secretlog
	cookies := sessions.NewCookieStore([]byte(sessionKey))
	cookies.Options = &sessions.Options{Path: "/", MaxAge: 7 * 86400, HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode}

	srv := &http.Server{
		Addr: ":8080",
		Handler: web.NewServer(web.Deps{
			Posts:    blog.NewPosts(db),
			Comments: blog.NewComments(db),
			Authors:  blog.NewAuthors(db),
			Cookies:  cookies,
			Mailgun:  web.NewMailgun(os.Getenv("MAILGUN_KEY")),
		}),
		ReadHeaderTimeout: 5 * time.Second,
	}
	logrus.WithField("addr", srv.Addr).Info("listening") // ok: the address
	logrus.Fatal(srv.ListenAndServe())                   // ok: carries no secret
}
