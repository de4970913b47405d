package knowledge

import (
	"go/types"
	"slices"
	"testing"
)

// TestCORSFields looks for the fields that policies name in the configurations of the real libraries.
func TestCORSFields(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("type-checks all libraries")
	}
	for _, e := range corsPolicies {
		if e.CORS.Config == None {
			continue
		}
		n, err := parseName(e.Symbol)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(notInFixtures, n.path) {
			continue
		}
		sig := n.object(load(t, []string{n.path})[n.path]).Type().(*types.Signature)
		for _, f := range append(e.CORS.Fields.Decide, e.CORS.Fields.Origins) {
			if configField(sig, f) == nil {
				t.Errorf("%s: no field %s", e.Symbol, f)
			}
		}
		for _, f := range []string{e.CORS.Fields.All, e.CORS.Fields.Credentials, e.CORS.Fields.Patterns, e.CORS.Fields.Reflect} {
			if f != "" && !isBool(configField(sig, f)) {
				t.Errorf("%s: no boolean field %s", e.Symbol, f)
			}
		}
	}
}
