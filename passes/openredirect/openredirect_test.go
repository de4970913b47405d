package openredirect_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/openredirect"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &openredirect.Rule)
}
