package spelling

import "testing"

func TestNearest(t *testing.T) {
	tests := []struct{ name, word, want string }{
		{"a letter is missing", "oder", "order"},
		{"two are swapped", "odrer", "order"},
		{"capitals", "ORDER", "order"},
		{"capitals of the name", "user", "User"},
		{"the beginning of a word", "addr", "address"},
		{"too far", "invoice", ""},
		{"too short to begin a word", "ad", ""},
	}
	for _, tt := range tests {
		if got := Nearest(tt.word, []string{"address", "order", "User"}); got != tt.want {
			t.Errorf("%s: Nearest(%q) = %q, want %q", tt.name, tt.word, got, tt.want)
		}
	}
}
