package massassign_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/massassign"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &massassign.Rule)
}
