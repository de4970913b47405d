// Package guard authenticates with a table of API keys.
package guard

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Keys knows the API keys.
type Keys interface {
	Owner(ctx context.Context, key string) (string, error)
}

// PostgresKeys are keys in a table.
type PostgresKeys struct{ Pool *pgxpool.Pool }

// Owner returns the owner of a key.
func (k PostgresKeys) Owner(ctx context.Context, key string) (owner string, err error) {
	err = k.Pool.QueryRow(ctx, `SELECT owner FROM keys WHERE key = $1`, key).Scan(&owner)
	return owner, err
}

// Guard makes middleware.
type Guard struct{ keys Keys }

// New returns a guard that asks keys.
func New(keys Keys) *Guard { return &Guard{keys} }

// Handler returns middleware; with required false it lets anonymous requests through.
func (g *Guard) Handler(required bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		owner, err := g.keys.Owner(c, c.GetHeader("X-API-Key"))
		if err != nil && required {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "API key required"})
			return
		}
		c.Set("owner", owner)
		c.Next()
	}
}
