package xss_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/xss"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &xss.Rule)
}
