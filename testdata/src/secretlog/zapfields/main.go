// Command zapfields logs with zap.
package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

type signup struct {
	Email    string `json:"email" binding:"required,email"`
	Password string `json:"password" binding:"required"`
}

// safeSignup hides its password from zap.
type safeSignup signup

// MarshalLogObject implements zapcore.ObjectMarshaler.
func (s safeSignup) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("email", s.Email)
	return nil
}

// leakySignup writes its password itself.
type leakySignup signup

// MarshalLogObject implements zapcore.ObjectMarshaler.
func (s leakySignup) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("email", s.Email)
	enc.AddString("password", s.Password)
	return nil
}

type server struct {
	log   *zap.Logger
	sugar *zap.SugaredLogger
}

func (s *server) signup(c *gin.Context) {
	var in signup
	if err := c.ShouldBindJSON(&in); err != nil {
		s.log.Warn("malformed sign-up", zap.Error(err)) // ok: a validation error names fields, no values
		c.Status(http.StatusBadRequest)
		return
	}
	s.log.Info("sign-up", zap.Any("request", in))                  // want secretlog
	s.log.Info("sign-up", zap.String("password", in.Password))     // want secretlog
	s.log.Info("sign-up", zap.Object("request", leakySignup(in)))  // want secretlog
	s.log.Info("sign-up", zap.Object("request", safeSignup(in)))   // ok: MarshalLogObject hides the password
	s.log.Info("sign-up", zap.String("email", in.Email))           // ok: only the address
	s.sugar.Infow("sign-up", "email", in.Email, "pw", in.Password) // want secretlog
	s.sugar.Infof("sign-up of %s: %+v", in.Email, in)              // want secretlog
	s.sugar.Infow("sign-up", "email", in.Email)                    // ok: only the address
	c.Status(http.StatusCreated)
}

func (s *server) headers(c *gin.Context) {
	s.log.Debug("request", zap.String("token", c.GetHeader("X-Auth-Token")))              // want secretlog
	s.log.Debug("request", zap.Strings("cookies", c.Request.Header.Values("Cookie")))     // want secretlog
	s.log.Debug("request", zap.String("id", c.GetHeader("X-Request-ID")))                 // ok: a request id
	s.log.Debug("request", zap.Bool("authenticated", c.GetHeader("X-Auth-Token") != ""))  // ok: only whether there is one
	s.log.With(zap.String("path", c.FullPath())).Debug("request")                         // ok: the pattern
	s.log.Debug("request", zap.Int("token_count", len(c.Request.Header["X-Auth-Token"]))) // ok: a number
	c.Status(http.StatusNoContent)
}

func main() {
	log := zap.Must(zap.NewProduction())
	defer func() { _ = log.Sync() }()
	s := &server{log, log.Sugar()}
	log.Info("starting", zap.String("key_path", os.Getenv("PRIVATE_KEY_PATH"))) // ok: the path of a file
	r := gin.New()
	r.POST("/signup", s.signup)
	r.GET("/headers", s.headers)
	if err := r.Run(); err != nil {
		log.Fatal("serve", zap.Error(err)) // ok: carries no secret
	}
}
