package rolecheck_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/rolecheck"
)

// gaps are what the engine cannot do yet.
var gaps = map[string]string{
	"fiber": "a role that middleware keeps in the locals of a request loses what it depends on",
}

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.RunWith(t, &rolecheck.Rule, passtest.Options{Gaps: gaps})
}
