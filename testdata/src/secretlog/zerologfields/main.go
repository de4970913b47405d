// Command zerologfields logs with zerolog.
package main

import (
	"net/http"
	"os"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
)

type card struct {
	Holder string `json:"holder"`
	Token  string `json:"token"`
}

type config struct {
	Addr     string `json:"addr"`
	Password string `json:"-"`
}

// MarshalZerologObject implements zerolog.LogObjectMarshaler and leaves the token out.
func (c card) MarshalZerologObject(e *zerolog.Event) { e.Str("holder", c.Holder) }

func authorization(c echo.Context) error {
	header := c.Request().Header.Get(echo.HeaderAuthorization)
	log.Info().Str("authorization", header).Msg("request")                    // want secretlog
	log.Debug().Msgf("token is %s", strings.TrimPrefix(header, "Bearer "))    // want secretlog
	log.Debug().Interface("headers", c.Request().Header).Msg("request")       // want secretlog
	log.Info().Str("scheme", scheme(header)).Msg("request")                   // ok: the first word of the header
	log.Info().Bool("authenticated", header != "").Msg("request")             // ok: only whether there is one
	log.Info().Str("remote", c.RealIP()).Str("path", c.Path()).Msg("request") // ok: no secrets
	return c.NoContent(http.StatusOK)
}

func scheme(header string) string {
	if strings.HasPrefix(header, "Basic ") {
		return "basic"
	}
	return "other"
}

func pay(c echo.Context) error {
	var in card
	if err := c.Bind(&in); err != nil {
		return echo.ErrBadRequest
	}
	zerolog.Ctx(c.Request().Context()).Info().Str("card", in.Token).Send() // want secretlog
	log.Info().Any("card", map[string]string{"token": in.Token}).Send()    // want secretlog
	log.Info().Object("card", in).Send()                                   // ok: MarshalZerologObject leaves the token out
	log.Info().EmbedObject(in).Msg("paid")                                 // ok: MarshalZerologObject leaves the token out
	log.Info().Str("holder", in.Holder).Msg("paid")                        // ok: only the name
	return c.NoContent(http.StatusNoContent)
}

func main() {
	cfg := config{Addr: os.Getenv("ADDR"), Password: os.Getenv("DB_PASSWORD")}
	log.Info().Interface("config", cfg).Msg("starting")         // ok: the field has no JSON form
	log.Info().Str("password", cfg.Password).Msg("starting")    // want secretlog
	l := log.With().Str("secret", os.Getenv("SECRET")).Logger() // want secretlog
	l.Info().Str("addr", cfg.Addr).Msg("starting")              // ok: the address

	e := echo.New()
	e.GET("/authorization", authorization)
	e.POST("/pay", pay)
	log.Fatal().Err(e.Start(cfg.Addr)).Msg("serve") // ok: carries no secret
}
