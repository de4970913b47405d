package cors_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/cors"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &cors.Rule)
}
