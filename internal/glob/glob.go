// Package glob matches slash-separated paths, of files and of routes, with patterns.
package glob

import (
	"fmt"
	"regexp"
	"strings"
)

// Pattern is a compiled pattern. In it, * stands for anything within a segment and ** for anything at all; a ** that is a
// segment of its own may stand for no segment, so that a/**/b matches a/b and **/b matches b. A parameter is a
// segment like any other: /orders/* matches /orders/{id}.
type Pattern struct {
	text string
	expr *regexp.Regexp
}

// Compile returns the pattern that text describes.
func Compile(text string) (Pattern, error) {
	if text == "" {
		return Pattern{}, fmt.Errorf("pattern is empty")
	}
	expr, err := regexp.Compile("^" + translate(text) + "/?$")
	if err != nil { // only if text is no UTF-8
		return Pattern{}, fmt.Errorf("pattern %q: %w", text, err)
	}
	return Pattern{text, expr}, nil
}

// translate returns the regular expression that matches what text does.
func translate(text string) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "**/") && (len(rest) == len(text) || text[len(text)-len(rest)-1] == '/'):
			b.WriteString("(?:.*/)?")
			rest = rest[len("**/"):]
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			rest = rest[len("**"):]
		case rest[0] == '*':
			b.WriteString("[^/]*")
			rest = rest[1:]
		default:
			n := strings.IndexByte(rest+"*", '*')
			b.WriteString(regexp.QuoteMeta(rest[:n]))
			rest = rest[n:]
		}
	}
	return b.String()
}

// Match reports whether p matches path. A final slash of the path does not count.
func (p Pattern) Match(path string) bool { return p.expr.MatchString(path) }

// MatchWithin reports whether p matches path or a directory above it.
func (p Pattern) MatchWithin(path string) bool {
	for {
		if p.Match(path) {
			return true
		}
		i := strings.LastIndexByte(path, '/')
		if i <= 0 {
			return false
		}
		path = path[:i]
	}
}

func (p Pattern) String() string { return p.text }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *Pattern) UnmarshalText(text []byte) (err error) {
	*p, err = Compile(string(text))
	return err
}
