package cmdinject_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/cmdinject"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &cmdinject.Rule)
}
