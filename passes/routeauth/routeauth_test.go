package routeauth_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/routeauth"
)

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.RunWith(t, &routeauth.Rule, passtest.Options{Hidden: true})
}
