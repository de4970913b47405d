package secretlog_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/secretlog"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &secretlog.Rule)
}

func TestFixes(t *testing.T) {
	t.Parallel()
	passtest.RunFixes(t, &secretlog.Rule)
}
