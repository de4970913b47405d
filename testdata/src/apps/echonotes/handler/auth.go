package handler

import (
	"net/http"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
	"golang.org/x/crypto/bcrypt"

	"fixtures/apps/echonotes/store"
)

// Claims are the claims of an access token.
type Claims struct {
	UserID int64  `json:"uid"`
	Role   string `json:"role"`
	jwt.RegisteredClaims
}

// Identity returns the caller.
func (c *Claims) Identity() (int64, string) { return c.UserID, c.Role }

type credentials struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// MarshalZerologObject implements zerolog.LogObjectMarshaler; it leaves the password out.
func (c credentials) MarshalZerologObject(e *zerolog.Event) { e.Str("email", c.Email) }

// Register opens an account.
func (h *Handler) Register(c echo.Context) error {
	var in credentials
	if err := c.Bind(&in); err != nil {
		return err
	}
	if len(in.Password) < 12 {
		return echo.NewHTTPError(http.StatusUnprocessableEntity, "the password needs twelve characters")
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(in.Password), bcrypt.DefaultCost)
	if err != nil {
		return err
	}
	u := &store.User{Email: in.Email, PasswordHash: string(hash)}
	if err := h.store.CreateUser(c.Request().Context(), u); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, "registration failed: "+err.Error()) // want errleak
	}
	h.log.Info().Object("request", in).Int64("user", u.ID).Msg("registered") // ok: the type leaves the password out
	return c.JSON(http.StatusCreated, u)
}

// Login issues a token.
func (h *Handler) Login(c echo.Context) error {
	var in credentials
	if err := c.Bind(&in); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()) // ok: a decode error answered with 400
	}
	u, err := h.store.UserByEmail(c.Request().Context(), in.Email)
	if err != nil || bcrypt.CompareHashAndPassword([]byte(u.PasswordHash), []byte(in.Password)) != nil {
		h.log.Warn().Str("email", in.Email).Str("password", in.Password).Msg("login failed") // want secretlog
		return echo.NewHTTPError(http.StatusUnauthorized, "wrong email or password")
	}
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, &Claims{
		UserID: u.ID, Role: u.Role,
		RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now().Add(8 * time.Hour))},
	}).SignedString(h.key)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, echo.Map{"token": signed})
}
