package rolecheck_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/rolecheck"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &rolecheck.Rule)
}
