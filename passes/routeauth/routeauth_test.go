package routeauth_test

import (
	"testing"

	"github.com/apilint/apilint/internal/passtest"
	"github.com/apilint/apilint/passes/routeauth"
)

// gaps are what the engine cannot do yet.
var gaps = map[string]string{
	"chainhelper":       "several routes of one registering line are one finding",
	"conditionalattach": "a flag of the operator that attaches the guard is reported, not trusted",
	"handlertypes":      "a helper that passes its path on is reported at its own line",
	"middlewareslice":   "a helper that wraps a handler in a loop over a slice is not followed",
	"mountedservers":    "routes of a library package are counted with those of the program",
	"orderfiber":        "a prefix given to Use is taken to cover longer words too",
	"structmiddleware":  "a handler of a library that answers 404 is not taken for a refusal",
	"subroutergorilla":  "a program without any guard is reported in one finding at its first route",
	"tokensandsessions": "opening a session is taken for a check of it",
	"wrotehelper":       "a condition that refuses known callers and lets strangers on is taken for a guard",
}

func TestFixtures(t *testing.T) {
	t.Parallel()
	passtest.RunWith(t, &routeauth.Rule, passtest.Options{Hidden: true, Gaps: gaps})
}
