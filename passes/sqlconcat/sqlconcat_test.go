package sqlconcat_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/sqlconcat"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &sqlconcat.Rule)
}

func TestFixes(t *testing.T) {
	t.Parallel()
	passtest.RunFixes(t, &sqlconcat.Rule)
}
