// Command genericrepository shares one repository, and one CRUD handler, between several tables.
package main

import (
	"context"
	"net/http"
	"os"
	"strconv"

	"github.com/labstack/echo/v4"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// Owned is what belongs to a user.
type Owned interface{ Owner() uint }

type Album struct {
	ID     uint   `json:"id"`
	UserID uint   `gorm:"index" json:"-"`
	Title  string `json:"title"`
}

// Owner implements Owned.
func (a Album) Owner() uint { return a.UserID }

type Playlist struct {
	ID     uint   `json:"id"`
	UserID uint   `gorm:"index" json:"-"`
	Name   string `json:"name"`
}

// Owner implements Owned.
func (p Playlist) Owner() uint { return p.UserID }

// Genre belongs to nobody.
type Genre struct {
	ID   uint   `json:"id"`
	Name string `json:"name"`
}

// Mix is stored by generic code alone, and says nothing of a database.
type Mix struct {
	ID, UserID uint
	Name       string
}

// Clip is as well, by a function.
type Clip struct {
	ID, UserID uint
	URL        string
}

// find is a generic function.
func find[T any](ctx context.Context, db *gorm.DB, id uint) (*T, error) {
	var v T
	err := db.WithContext(ctx).First(&v, id).Error
	return &v, err
}

type repository[T any] struct{ db *gorm.DB }

func (r repository[T]) get(ctx context.Context, id uint) (*T, error) {
	var v T
	err := r.db.WithContext(ctx).First(&v, id).Error
	return &v, err
}

func (r repository[T]) getOwned(ctx context.Context, id, user uint) (*T, error) {
	var v T
	err := r.db.WithContext(ctx).Where("user_id = ?", user).First(&v, id).Error
	return &v, err
}

func (r repository[T]) remove(ctx context.Context, id uint) error {
	var v T
	return r.db.WithContext(ctx).Delete(&v, id).Error
}

type Session struct {
	Token  string `gorm:"primaryKey"`
	UserID uint
}

type api struct {
	db        *gorm.DB
	albums    repository[Album]
	playlists repository[Playlist]
	genres    repository[Genre]
	mixes     repository[Mix]
}

func (a *api) auth(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var s Session
		if err := a.db.First(&s, "token = ?", c.Request().Header.Get("X-Token")).Error; err != nil {
			return echo.ErrUnauthorized
		}
		c.Set("user", s.UserID)
		return next(c)
	}
}

func user(c echo.Context) uint { return c.Get("user").(uint) }

func id(c echo.Context) (uint, error) {
	n, err := strconv.ParseUint(c.Param("id"), 10, 32)
	if err != nil {
		return 0, echo.ErrBadRequest
	}
	return uint(n), nil
}

func (a *api) album(c echo.Context) error {
	n, err := id(c)
	if err != nil {
		return err
	}
	v, err := a.albums.get(c.Request().Context(), n) // want ownercheck "GET /albums/{id}"
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, v)
}

func (a *api) playlist(c echo.Context) error {
	n, err := id(c)
	if err != nil {
		return err
	}
	v, err := a.playlists.getOwned(c.Request().Context(), n, user(c)) // ok: the owner is part of the predicate
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, v)
}

func (a *api) mix(c echo.Context) error {
	n, err := id(c)
	if err != nil {
		return err
	}
	v, err := a.mixes.get(c.Request().Context(), n) // want ownercheck "GET /mixes/{id}"
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, v)
}

func (a *api) clip(c echo.Context) error {
	n, err := id(c)
	if err != nil {
		return err
	}
	v, err := find[Clip](c.Request().Context(), a.db, n) // want ownercheck "GET /clips/{id}"
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, v)
}

func (a *api) genre(c echo.Context) error {
	n, err := id(c)
	if err != nil {
		return err
	}
	v, err := a.genres.get(c.Request().Context(), n) // ok: genres have no owner
	if err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, v)
}

func (a *api) removePlaylist(c echo.Context) error {
	n, err := id(c)
	if err != nil {
		return err
	}
	if err := a.playlists.remove(c.Request().Context(), n); err != nil { // want ownercheck "DELETE /playlists/{id}"
		return echo.ErrInternalServerError
	}
	return c.NoContent(http.StatusNoContent)
}

// removeOwned is a handler for every table whose rows have an owner.
func removeOwned[T Owned](r repository[T]) echo.HandlerFunc {
	return func(c echo.Context) error {
		n, err := id(c)
		if err != nil {
			return err
		}
		v, err := r.get(c.Request().Context(), n) // ok: the owner is compared below
		if err != nil {
			return echo.ErrNotFound
		}
		if (*v).Owner() != user(c) {
			return echo.ErrForbidden
		}
		if err := r.remove(c.Request().Context(), n); err != nil { // ok: the owner was compared
			return echo.ErrInternalServerError
		}
		return c.NoContent(http.StatusNoContent)
	}
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DATABASE_URL")), &gorm.Config{})
	if err != nil {
		panic(err)
	}
	a := &api{db: db, albums: repository[Album]{db}, playlists: repository[Playlist]{db}, genres: repository[Genre]{db}, mixes: repository[Mix]{db}}
	e := echo.New()
	e.Use(a.auth)
	e.GET("/albums/:id", a.album)
	e.GET("/playlists/:id", a.playlist)
	e.GET("/genres/:id", a.genre)
	e.GET("/mixes/:id", a.mix)
	e.GET("/clips/:id", a.clip)
	e.DELETE("/playlists/:id", a.removePlaylist)
	e.DELETE("/albums/:id", removeOwned(a.albums))
	e.DELETE("/v2/playlists/:id", removeOwned(a.playlists))
	e.Logger.Fatal(e.Start(":8080"))
}
