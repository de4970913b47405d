package ratelimit_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/ratelimit"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &ratelimit.Rule)
}
