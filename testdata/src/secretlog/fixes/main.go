// Command fixes logs secrets that a mark can stand for.
package main

import (
	"log"
	"log/slog"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/sirupsen/logrus"
)

type settings struct {
	Addr     string
	Password string
}

func login(w http.ResponseWriter, r *http.Request) {
	slog.Info("login", "user", r.FormValue("user"), "password", r.FormValue("password")) // want secretlog
	w.WriteHeader(http.StatusNoContent)
}

func ginLogin(c *gin.Context) {
	logrus.WithField("authorization", c.GetHeader("Authorization")).Info("login") // want secretlog
}

func (s *settings) announce() {
	log.Println("settings", s.Addr, s.Password) // want secretlog
}

func main() {
	s := settings{Addr: ":8080", Password: os.Getenv("PASSWORD")}
	slog.Info("start", "addr", s.Addr, "password", s.Password) // want secretlog
	s.announce()
	http.HandleFunc("POST /login", login)
	r := gin.New()
	r.POST("/login", ginLogin)
	go func() { log.Fatal(r.Run(":8081")) }()
	log.Fatal(http.ListenAndServe(s.Addr, nil))
}
