package ownercheck_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/ownercheck"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &ownercheck.Rule)
}
