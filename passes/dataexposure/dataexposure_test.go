package dataexposure_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/dataexposure"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &dataexposure.Rule)
}

func TestFixes(t *testing.T) {
	t.Parallel()
	passtest.RunFixes(t, &dataexposure.Rule)
}
