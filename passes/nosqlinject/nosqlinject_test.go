package nosqlinject_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/nosqlinject"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.Run(t, &nosqlinject.Rule)
}
