package inventory

import (
	"regexp"
	"testing"

	"github.com/apilint/apilint/internal/browsertest"
)

// The page works in a browser: the address says what is searched for, and only that is shown.
func TestPageInABrowser(t *testing.T) {
	t.Parallel()
	browser := browsertest.Find(t)
	address := browsertest.Write(t, html(t, shop()))
	tests := []struct {
		name, hash string
		shown      int
	}{
		{"everything at first", "", 7},
		{"a word", "#q=orders", 2},
		{"words in any order", "#q=require+delete", 1},
		{"a middleware", "#q=api.log", 4},
		{"states", "#auth=none,unknown", 2},
		{"a method and a state", "#auth=required&method=GET", 1},
		{"nothing", "#q=nowhere", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dom := browser.Document(t, address+tt.hash)
			rows := regexp.MustCompile(`<details [^>]*>`).FindAllString(dom, -1)
			hidden := regexp.MustCompile(`<details [^>]*hidden=""[^>]*>`).FindAllString(dom, -1)
			if len(rows) != 7 || len(rows)-len(hidden) != tt.shown {
				t.Errorf("%d of %d rows are shown, want %d of 7", len(rows)-len(hidden), len(rows), tt.shown)
			}
		})
	}
}
