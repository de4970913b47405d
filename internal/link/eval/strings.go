package eval

import "strings"

// verdict is a three-valued truth.
type verdict int8

const (
	unknown verdict = iota
	yes
	no
)

func known(b bool) verdict {
	if b {
		return yes
	}
	return no
}

// truth turns a verdict into a value that depends on deps.
func truth(v verdict, deps Deps) Value {
	switch v {
	case yes:
		return label(Bool(true), deps)
	case no:
		return label(Bool(false), deps)
	}
	return &Unknown{Deps: deps}
}

// equalText compares two texts that may have holes.
func equalText(a, b string) verdict {
	ah, bh := strings.Contains(a, Hole), strings.Contains(b, Hole)
	switch {
	case !ah && !bh:
		return known(a == b)
	case ah && bh:
		return unknown
	case ah:
		a, b = b, a
	}
	if !fits(b, a) { // b has the holes
		return no
	}
	return unknown
}

// fits reports whether text can be pattern, where each hole of pattern stands for any text.
func fits(pattern, text string) bool {
	parts := strings.Split(pattern, Hole)
	if !strings.HasPrefix(text, parts[0]) {
		return false
	}
	text = text[len(parts[0]):]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return strings.HasSuffix(text, parts[len(parts)-1])
}

// hasPrefix reports whether s, which may have holes, starts with prefix.
func hasPrefix(s, prefix string) verdict {
	if strings.Contains(prefix, Hole) {
		return unknown
	}
	head, _, open := strings.Cut(s, Hole)
	if !open || len(head) >= len(prefix) {
		return known(strings.HasPrefix(s, prefix))
	}
	if !strings.HasPrefix(prefix, head) {
		return no
	}
	return unknown
}

// hasSuffix reports whether s, which may have holes, ends with suffix.
func hasSuffix(s, suffix string) verdict {
	if strings.Contains(suffix, Hole) {
		return unknown
	}
	i := strings.LastIndex(s, Hole)
	if tail := s[i+1:]; i < 0 || len(tail) >= len(suffix) {
		return known(strings.HasSuffix(s, suffix))
	} else if !strings.HasSuffix(suffix, tail) {
		return no
	}
	return unknown
}

// contains reports whether s, which may have holes, contains sub.
func contains(s, sub string) verdict {
	if strings.Contains(sub, Hole) {
		return unknown
	}
	if strings.Contains(s, sub) {
		return yes
	}
	if strings.Contains(s, Hole) {
		return unknown
	}
	return no
}
