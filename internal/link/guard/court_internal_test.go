package guard

import (
	"testing"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link/route"
)

// TestFutileSearches: a program in which searches for roles find nothing however long they are gets short ones, and a note
// that says so.
func TestFutileSearches(t *testing.T) {
	t.Parallel()
	c := NewCourt(nil)
	r := &route.Route{Place: finding.Place{File: "main.go", Line: 7}}
	for range maxFutile - 1 {
		c.count(r, true)
		c.count(r, false)
	}
	if c.roleFuel() != roleFuel || len(c.Notes()) > 0 {
		t.Fatalf("after %d searches: fuel %d, notes %v", maxFutile-1, c.roleFuel(), c.Notes())
	}
	for range 3 {
		c.count(r, true)
	}
	if c.roleFuel() != hurriedFuel {
		t.Errorf("fuel of a search is %d, want %d", c.roleFuel(), hurriedFuel)
	}
	if notes := c.Notes(); len(notes) != 1 || notes[0].Place != r.Place {
		t.Errorf("notes: %v, want one", notes)
	}
}
