package errleak_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/errleak"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &errleak.Rule)
}

func TestFixes(t *testing.T) {
	t.Parallel()
	passtest.RunFixes(t, &errleak.Rule)
}
