package report

import (
	"slices"
	"testing"
)

// The vectors were computed by GitHub's upload action.
func TestLineHashes(t *testing.T) {
	tests := []struct {
		name, content string
		want          []string
	}{
		{"an empty file", "", []string{"c129715d7a2bc9a3:1"}},
		{"a line without end", "noeol", []string{"cccdf01346d183a8:1"}},
		{"equal lines", "x := 1\nx := 1\nx := 1\n", []string{"298457d41a8d50f9:1", "c5930cb8307f63af:1", "b2d16b2a5cfb711d:1"}},
		{"empty lines between", "package p\n\nfunc A() {}\n\nfunc B() {}\n", []string{"a66870b39c0a5546:1",
			"639c0a66b25b50cc:1", "6d6d5ad1c8121b12:1", "1cdae86b640f901e:1", "3383717f771f41ec:1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := lineHashes([]byte(tt.content))
			if len(got) < len(tt.want) || !slices.Equal(got[:len(tt.want)], tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLineHashesIgnoreLineEndsAndIndentation(t *testing.T) {
	unix := lineHashes([]byte("if a {\n\tb()\n}\n"))
	for name, content := range map[string]string{
		"CRLF":           "if a {\r\n\tb()\r\n}\r\n",
		"lone CR":        "if a {\r\tb()\r}\r",
		"another indent": "if a {\n    b()\n}\n",
	} {
		if got := lineHashes([]byte(content)); !slices.Equal(got, unix) {
			t.Errorf("%s: got %q, want %q", name, got, unix)
		}
	}
}
