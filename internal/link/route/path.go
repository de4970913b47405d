package route

import (
	"path"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
)

// joinPath puts prefix before p as libraries do.
func joinPath(how knowledge.Join, prefix, p string) string {
	switch how {
	case knowledge.Clean:
		return joinClean(prefix, p)
	case knowledge.Slash:
		return path.Join("/", prefix, p)
	case knowledge.Trim:
		if p == "" {
			return prefix
		}
		return strings.TrimRight(prefix, "/") + "/" + strings.TrimLeft(p, "/")
	}
	return prefix + p
}

// joinPattern puts a prefix before the path of a pattern, which may begin with a method.
func joinPattern(f *knowledge.Family, prefix, raw string) string {
	if prefix != "" && f.Syntax == knowledge.ServeMuxSyntax {
		if method, path, ok := strings.Cut(raw, " "); ok && method != "" {
			return method + " " + joinPath(f.Join, prefix, strings.TrimLeft(path, " "))
		}
	}
	return joinPath(f.Join, prefix, raw)
}

// joinClean joins as gin does: the path is cleaned, but a final slash stays.
func joinClean(prefix, p string) string {
	if p == "" {
		return prefix
	}
	joined := path.Join("/", prefix, p)
	if strings.HasSuffix(p, "/") && !strings.HasSuffix(joined, "/") {
		joined += "/"
	}
	return joined
}

// pattern is a set of paths: those that start with the segments and, if it is open, go on in any way.
type pattern struct {
	segs []string // literals, {name} for anything that is not empty, {?} for what is not known
	rest string   // name of what follows an open pattern
	open openness
}

// openness tells what may follow the segments of a pattern.
type openness uint8

const (
	closed     openness = iota
	openSlash           // anything after a slash
	openPrefix          // nothing, or anything after a slash
	openText            // anything, in the middle of a segment too
)

// unknownSegment stands for a part of a path that is not known.
const unknownSegment = "{?}"

// everything is the pattern of a handler without a router.
var everything = pattern{open: openSlash}

// parsePattern parses a pattern without method and host. Open says that it stands for everything below it.
func parsePattern(f *knowledge.Family, raw string, open bool) pattern {
	var p pattern
	raw = strings.ReplaceAll(raw, string(Unknown), unknownSegment)
	if f.Syntax == knowledge.GatewaySyntax {
		raw = spelledOut(raw)
	}
	raw = strings.TrimPrefix(raw, "/")
	segs := splitSegments(raw)
	for i, seg := range segs {
		text, rest := parseSegment(f.Syntax, seg)
		if prefix, ok := strings.CutSuffix(seg, "*"); ok && !rest && i == len(segs)-1 {
			p.segs, p.open, p.rest = append(p.segs, prefix), openText, "rest" // v1.* of echo
			return p
		}
		if rest && i == len(segs)-1 {
			p.open, p.rest = openSlash, text
			return p
		}
		if rest {
			text = "{" + text + "...}" // in the middle we take it for one segment
		}
		if seg == "" && i == 0 && raw == "" {
			break
		}
		p.segs = append(p.segs, text)
	}
	switch {
	case f.Syntax == knowledge.ServeMuxSyntax:
		p.endServeMux(raw)
	case open && f.TextPrefix:
		p.openAt(openText)
	case open:
		p.openAt(openPrefix)
	case raw == "":
		p.segs = []string{""}
	}
	return p
}

// openAt opens p after its last segment that is not empty.
func (p *pattern) openAt(o openness) {
	if n := len(p.segs); n > 0 && p.segs[n-1] == "" {
		p.segs = p.segs[:n-1]
		o = openSlash
	}
	if len(p.segs) == 0 {
		o = openSlash
	}
	p.open = o
}

// endServeMux gives the end of a pattern its meaning: a final slash is open, {$} is a closed one.
func (p *pattern) endServeMux(raw string) {
	n := len(p.segs)
	switch {
	case raw == "":
		p.open = openSlash
	case p.segs[n-1] == "{$}":
		p.segs[n-1] = ""
	case p.segs[n-1] == "":
		p.segs, p.open = p.segs[:n-1], openSlash
	}
}

// splitSegments splits at slashes outside of braces.
func splitSegments(raw string) []string {
	var segs []string
	depth, start := 0, 0
	for i := range len(raw) {
		switch raw[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '/':
			if depth <= 0 {
				segs = append(segs, raw[start:i])
				start = i + 1
			}
		}
	}
	return append(segs, raw[start:])
}

// parseSegment returns a segment in our own notation; for a wildcard that goes on over slashes it returns the name.
func parseSegment(syntax knowledge.Syntax, seg string) (text string, rest bool) {
	if seg == unknownSegment {
		return seg, false
	}
	switch syntax {
	case knowledge.ServeMuxSyntax:
		if name, ok := strings.CutSuffix(seg, "...}"); ok && strings.HasPrefix(name, "{") {
			return name[1:], true
		}
		return seg, false
	case knowledge.ChiSyntax:
		if seg == "*" {
			return "rest", true
		}
		return withoutRegexps(seg)
	case knowledge.GorillaSyntax, knowledge.GatewaySyntax, knowledge.IrisSyntax:
		return withoutRegexps(seg)
	}
	return parseColon(syntax, seg)
}

// spelledOut writes the variables of a gateway pattern that stand for several segments as these segments.
func spelledOut(raw string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(raw, "{")
		b.WriteString(before)
		variable, after, closes := strings.Cut(rest, "}")
		if !ok || !closes {
			b.WriteString(raw[len(before):])
			return b.String()
		}
		name, segments, ok := strings.Cut(variable, "=")
		if !ok {
			segments = "*"
		}
		b.WriteString(captured(segments, name))
		raw = after
	}
}

// withoutRegexps drops the expressions of {name:expression}. One that matches slashes is a wildcard.
func withoutRegexps(seg string) (text string, rest bool) {
	var b strings.Builder
	for seg != "" {
		open := strings.IndexByte(seg, '{')
		if open < 0 {
			break
		}
		end := closingBrace(seg, open)
		name, expr, _ := strings.Cut(seg[open+1:end], ":")
		if open == 0 && end == len(seg)-1 && matchesSlash(expr) {
			return name, true
		}
		b.WriteString(seg[:open] + "{" + name + "}")
		seg = seg[min(end+1, len(seg)):]
	}
	return b.String() + seg, false
}

// closingBrace returns the index of the brace that closes the one at open, the length of s if there is none.
func closingBrace(s string, open int) int {
	depth := 0
	for i := open; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(s)
}

func matchesSlash(expr string) bool {
	switch expr {
	case ".*", ".+", "*", "path", "(.*)", "(.+)", "[\\s\\S]*", ".*?":
		return true
	}
	return false
}

// parseColon parses segments with :name and *name.
func parseColon(syntax knowledge.Syntax, seg string) (text string, rest bool) {
	if i := strings.IndexAny(seg, "*+"); i >= 0 && (seg[i] == '*' || syntax == knowledge.FiberSyntax) {
		name := strings.TrimRight(seg[i+1:], "0123456789")
		if name == "" {
			name = "rest"
		}
		if i == 0 {
			return name, true
		}
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(seg, ':')
		if i < 0 {
			return b.String() + seg, false
		}
		b.WriteString(seg[:i])
		name := seg[i+1:]
		end := len(name)
		if syntax == knowledge.FiberSyntax {
			if j := strings.IndexAny(name, "-.:?<"); j >= 0 {
				end = j
			}
		}
		b.WriteString("{" + name[:end] + "}")
		seg = skipConstraint(name[end:])
	}
}

// skipConstraint drops the constraint and the question mark that may follow a parameter of fiber.
func skipConstraint(s string) string {
	if strings.HasPrefix(s, "<") {
		_, s, _ = strings.Cut(s, ">")
	}
	return strings.TrimPrefix(s, "?")
}

// String returns p in the notation of route tables.
func (p pattern) String() string {
	s := "/" + strings.Join(p.segs, "/")
	switch {
	case p.rest != "" && p.open == openText:
		return s + "{" + p.rest + "...}"
	case p.rest != "" && len(p.segs) > 0:
		return s + "/{" + p.rest + "...}"
	case p.rest != "":
		return s + "{" + p.rest + "...}"
	case p.open == openSlash && len(p.segs) > 0:
		return s + "/"
	}
	return s
}

// below returns the pattern p for a router that sees paths without base.
func (p pattern) below(base pattern) pattern {
	if len(base.segs) == 0 {
		return p
	}
	segs := append(append([]string{}, base.segs...), p.segs...)
	return pattern{segs: segs, rest: p.rest, open: p.open}
}

// known reports whether all of p is known.
func (p pattern) known() bool { return !strings.Contains(p.String(), unknownSegment) }

// isParam reports whether seg has a part that varies.
func isParam(seg string) bool { return strings.Contains(seg, "{") }

// meet returns the paths that both patterns match. It prefers the names of q, and is false if there are certainly none.
func meet(p, q pattern) (pattern, bool) {
	n := min(len(p.segs), len(q.segs))
	var both pattern
	for i := range n {
		seg, ok := meetSegment(p, q, i)
		if !ok {
			return pattern{}, false
		}
		both.segs = append(both.segs, seg)
	}
	longer, shorter := q, p
	if len(p.segs) > len(q.segs) {
		longer, shorter = p, q
	}
	if len(longer.segs) > len(shorter.segs) {
		if shorter.open == closed {
			return pattern{}, false
		}
		both.segs = append(both.segs, longer.segs[n:]...)
		both.open, both.rest = longer.open, longer.rest
		return both, true
	}
	return meetEnds(both, p, q)
}

// meetEnds decides what follows when both patterns have the same number of segments.
func meetEnds(both, p, q pattern) (pattern, bool) {
	switch {
	case p.open == closed && q.open == closed:
		return both, true
	case p.open == closed || q.open == closed:
		other := max(p.open, q.open)
		return both, other != openSlash || len(both.segs) == 0
	}
	both.open = min(p.open, q.open)
	both.rest = firstOf(q.rest, p.rest)
	return both, true
}

func meetSegment(p, q pattern, i int) (string, bool) {
	a, b := p.segs[i], q.segs[i]
	switch {
	case a == b:
		return b, true
	case isParam(b) && a != "":
		if isParam(a) {
			return b, true
		}
		return a, true
	case isParam(a) && b != "":
		return b, true
	case p.open == openText && i == len(p.segs)-1 && strings.HasPrefix(b, a):
		return b, true
	case q.open == openText && i == len(q.segs)-1 && strings.HasPrefix(a, b):
		return a, true
	}
	return "", false
}

// coverage tells how much of a set another set has.
type coverage uint8

const (
	covMust coverage = iota // all
	covMay                  // some, or cannot be told
	covNot                  // nothing
)

// covers tells how much of q is in p.
func (p pattern) covers(q pattern) coverage {
	if _, ok := meet(p, q); !ok {
		return covNot
	}
	result := covMust
	for i, a := range p.segs {
		if i >= len(q.segs) {
			return covMay
		}
		b := q.segs[i]
		if isParam(b) && (!isParam(a) || a == unknownSegment || b == unknownSegment) {
			result = covMay
		}
	}
	if len(p.segs) == len(q.segs) && p.open == closed && q.open != closed {
		return covMay
	}
	return result
}
