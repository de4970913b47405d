package flow

import (
	"testing"

	"github.com/apilint/apilint/internal/knowledge"
)

func TestHasHost(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, begin     string
		fetch, redirect bool
	}{
		{"nothing yet", "", false, false},
		{"a scheme", "https://", false, false},
		{"a host", "https://example.com", false, false},
		{"a host with its slash", "https://example.com/", true, true},
		{"a host and a query", "https://example.com?q=", true, true},
		{"any scheme and host before a slash", Anything + "/users/", true, true},
		{"any host within", "https://" + Anything + ".example.com", false, false},
		{"any host before a slash", "https://" + Anything + "/", true, true},
		{"a configured base alone", Anything, false, false},
		{"one slash", "/", false, false},
		{"two slashes", "//", false, false},
		{"two slashes and a host", "//example.com/", true, true},
		{"a slash and a backslash", `/\`, false, false},
		{"a path", "/orders/", true, true},
		{"a slash and anything", "/" + Anything, false, false},
		{"a relative path", "orders/", false, true},
		{"a scheme in a query", "/login?next=https://", true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := hasHost(tt.begin, knowledge.InFetch); got != tt.fetch {
				t.Errorf("hasHost(%q) = %t for outbound requests, want %t", tt.begin, got, tt.fetch)
			}
			if got := hasHost(tt.begin, knowledge.InRedirect); got != tt.redirect {
				t.Errorf("hasHost(%q) = %t for redirects, want %t", tt.begin, got, tt.redirect)
			}
		})
	}
}

func TestIsClimb(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"..": true, "../": true, "/": true, `/\`: true, ".": true, "": false, ".txt": false, "data": false} {
		if got := isClimb(text); got != want {
			t.Errorf("isClimb(%q) = %t, want %t", text, got, want)
		}
	}
}

func TestTakesSlashes(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]bool{
		`[^a-z]`: true, `[^a-zA-Z0-9._-]+`: true, `[/\\]`: true, `\W`: true, `[^a-z/]`: false, `\s+`: false, `\.\.`: false, `[`: false,
	} {
		if got := takesSlashes(pattern); got != want {
			t.Errorf("takesSlashes(%q) = %t, want %t", pattern, got, want)
		}
	}
}

func TestIsPlain(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]bool{
		`^/file/([-_A-Za-z0-9]{1,64})$`: true, `[0-9]+`: true, `(.+)`: false, `[^.]+`: false, `(`: false,
	} {
		if got := isPlain(pattern); got != want {
			t.Errorf("isPlain(%q) = %t, want %t", pattern, got, want)
		}
	}
}
