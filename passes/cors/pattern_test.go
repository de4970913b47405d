package cors

import (
	"testing"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
)

func TestJudgePattern(t *testing.T) {
	t.Parallel()
	const begins, ends, matches = knowledge.Begins, knowledge.Ends, knowledge.Matches
	tests := []struct {
		name string
		how  knowledge.Likeness
		text string
		want width
	}{
		{"prefix that is a scheme", begins, "https://", everybody},
		{"empty prefix", begins, "", everybody},
		{"prefix that ends within the host", begins, "https://example.com", lax},
		{"prefix that ends the host by a slash", begins, "https://example.com/", nobody},
		{"prefix that ends the host by a colon", begins, "http://localhost:", nobody},
		{"prefix of a host", begins, "localhost", lax},
		{"prefix of the operator", begins, "https://" + unknownText, unclear},
		{"empty suffix", ends, "", everybody},
		{"suffix without dot", ends, "example.com", lax},
		{"suffix with dot", ends, ".example.com", nobody},
		{"suffix that is a whole origin", ends, "https://example.com", nobody},
		{"suffix that everybody can register under", ends, ".com", lax},
		{"suffix that nobody can register under", ends, ".localhost", nobody},
		{"port", ends, ":3000", lax},
		{"suffix of the operator", ends, unknownText, unclear},
		{"suffix of the operator after a dot", ends, "." + unknownText, nobody},
		{"pattern without anchors", matches, `https://.*\.example\.com`, lax},
		{"pattern without end", matches, `^https://example\.com`, lax},
		{"pattern without start", matches, `example\.com$`, lax},
		{"pattern with an unescaped dot", matches, `^https://app\.example.com$`, lax},
		{"pattern with anything before the domain", matches, `^https://.*example\.com$`, lax},
		{"pattern for sub-domains", matches, `^https://.*\.example\.com$`, nobody},
		{"pattern with alternatives", matches, `^(https://a\.example\.com|https://b\.example\.com)$`, nobody},
		{"pattern with a loose alternative", matches, `^https://a\.example\.com$|https://b\.example\.com`, lax},
		{"pattern with any port", matches, `^http://localhost:\d+$`, nobody},
		{"pattern for everything", matches, `.*`, lax},
		{"pattern of the operator", matches, unknownText, nobody},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := judgePattern(test.how, test.text, finding.Step{}); got.width != test.want {
				t.Errorf("judgePattern(%s, %q) = %d (%s), want %d", test.how, test.text, got.width, got.why, test.want)
			}
		})
	}
}

func TestListed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, origin string
		patterns     bool
		want         width
	}{
		{"wildcard", "*", false, everybody},
		{"null", "null", false, nullOnly},
		{"origin", "https://example.com", true, nobody},
		{"nothing", "", true, nobody},
		{"any host of a scheme", "https://*", true, everybody},
		{"any host of a scheme as plain text", "https://*", false, nobody},
		{"any host and port", "http://*:*", true, everybody},
		{"sub-domains", "https://*.example.com", true, nobody},
		{"star without dot", "https://*example.com", true, lax},
		{"star at the end of a host", "https://example.*", true, lax},
		{"any port", "http://localhost:*", true, nobody},
		{"any path", "https://example.com/*", true, nobody},
		{"any scheme", "*://example.com", true, nobody},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := listed(test.origin, test.patterns); got.width != test.want {
				t.Errorf("listed(%q, %t) = %d (%s), want %d", test.origin, test.patterns, got.width, got.why, test.want)
			}
		})
	}
}
