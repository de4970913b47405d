// Command mocks has a mock beside the implementation of an interface, which hands nothing of a request on.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"go.uber.org/mock/gomock"
)

type providers interface {
	AuthURL(name string) string
}

type configured struct{}

func (configured) AuthURL(name string) string { return os.Getenv("PROVIDER") + "/authorize?as=" + name }

// Mock is what mockgen writes.
type Mock struct{ ctrl *gomock.Controller }

// AuthURL answers what a test expects.
func (m *Mock) AuthURL(name string) string {
	ret := m.ctrl.Call(m, "AuthURL", name)
	ret0, _ := ret[0].(string)
	return ret0
}

// Echo is an implementation that is no mock.
type Echo struct{}

// EchoURL returns the name.
func (Echo) EchoURL(name string) string { return name }

type server struct{ providers }

func (s *server) signIn(c *gin.Context) {
	c.Redirect(http.StatusFound, s.AuthURL(c.Param("name"))) // ok: the provider is configured, or a test's
}

type echoing interface{ EchoURL(name string) string }

type other struct{ echoing }

func (o *other) signIn(c *gin.Context) {
	c.Redirect(http.StatusFound, o.EchoURL(c.Query("name"))) // want openredirect "query parameter name"
}

func main() {
	var p providers = configured{}
	if os.Getenv("TEST") != "" {
		p = &Mock{}
	}
	s, o := &server{p}, &other{Echo{}}
	g := gin.New()
	g.GET("/signin/:name", s.signIn)
	g.GET("/other", o.signIn)
	log.Fatal(g.Run(":8080"))
}
