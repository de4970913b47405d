package pathtraversal_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/pathtraversal"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &pathtraversal.Rule)
}
