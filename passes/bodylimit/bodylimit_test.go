package bodylimit_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/bodylimit"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &bodylimit.Rule)
}
