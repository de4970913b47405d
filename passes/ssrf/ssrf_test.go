package ssrf_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/ssrf"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &ssrf.Rule)
}
