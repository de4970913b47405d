package sqltext

import "strings"

// kind is the kind of a token.
type kind uint8

const (
	eof    kind = iota
	word        // keyword or plain identifier
	quoted      // quoted identifier
	str         // string literal
	number
	param // placeholder
	hole
	punct
)

// token is a piece of text.
type token struct {
	kind kind
	text string // of a quoted identifier or string: without its quotes; of a parameter: with its mark
}

// scanner splits text into tokens.
type scanner struct {
	src string
	pos int
}

func (s *scanner) next() token {
	s.skipBlank()
	if s.pos >= len(s.src) {
		return token{}
	}
	start := s.pos
	switch c := s.src[start]; {
	case c == 0:
		s.pos++
		return token{hole, Hole}
	case isLetter(c):
		s.run(isIdent)
		if s.pos-start == 1 && s.peekQuote() && strings.IndexByte("eEnNxXbB", c) >= 0 {
			return s.literal() // E'…'
		}
		return token{word, s.src[start:s.pos]}
	case isDigit(c):
		s.run(isNumber)
		return token{number, s.src[start:s.pos]}
	case c == '\'':
		return s.literal()
	case c == '"' || c == '`':
		return token{quoted, s.enclosed(c)}
	case c == '[' && s.bracketed():
		return token{quoted, s.enclosed(']')}
	}
	return s.mark()
}

// skipBlank passes over white space and comments.
func (s *scanner) skipBlank() {
	for s.pos < len(s.src) {
		rest := s.src[s.pos:]
		switch {
		case strings.IndexByte(" \t\r\n\f\v", rest[0]) >= 0:
			s.pos++
		case strings.HasPrefix(rest, "--"):
			s.skipPast(rest, "\n")
		case strings.HasPrefix(rest, "/*"):
			s.skipPast(rest, "*/")
		default:
			return
		}
	}
}

func (s *scanner) skipPast(rest, end string) {
	if i := strings.Index(rest, end); i >= 0 {
		s.pos += i + len(end)
	} else {
		s.pos = len(s.src)
	}
}

func (s *scanner) run(in func(byte) bool) {
	for s.pos < len(s.src) && in(s.src[s.pos]) {
		s.pos++
	}
}

func (s *scanner) peekQuote() bool { return s.pos < len(s.src) && s.src[s.pos] == '\'' }

func (s *scanner) literal() token { return token{str, s.enclosed('\'')} }

// enclosed reads up to the closing quote; a doubled quote stands for itself.
func (s *scanner) enclosed(end byte) string {
	s.pos++
	var b strings.Builder
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		s.pos++
		if c == end {
			if end == ']' || s.pos >= len(s.src) || s.src[s.pos] != end {
				break
			}
			s.pos++
		}
		b.WriteByte(c)
	}
	return b.String()
}

// bracketed reports whether [name] stands here, rather than an array subscript.
func (s *scanner) bracketed() bool {
	i := s.pos + 1
	for i < len(s.src) && isIdent(s.src[i]) {
		i++
	}
	return i > s.pos+1 && i < len(s.src) && s.src[i] == ']' && !isDigit(s.src[s.pos+1])
}

// mark reads a placeholder, a dollar-quoted string, or an operator.
func (s *scanner) mark() token {
	start := s.pos
	c := s.src[start]
	s.pos++
	rest := s.src[s.pos:]
	switch {
	case c == '?':
		s.run(isIdent) // ?1 of SQLite, ?TableAlias of bun
		return token{param, s.src[start:s.pos]}
	case c == '$' && rest != "" && isDigit(rest[0]):
		s.run(isDigit)
		return token{param, s.src[start:s.pos]}
	case c == '$' && rest != "" && rest[0] == 0: // $ and a number that is counted: the next one
		s.pos++
		return token{param, "?"}
	case c == '$':
		return s.dollarQuoted(start)
	case c == ':' && rest != "" && isLetter(rest[0]), c == '@' && rest != "" && isLetter(rest[0]):
		s.run(isIdent)
		return token{param, s.src[start:s.pos]}
	}
	for _, op := range operators {
		if strings.HasPrefix(s.src[start:], op) {
			s.pos = start + len(op)
			return token{punct, op}
		}
	}
	return token{punct, string(c)}
}

// operators lists the operators of several characters, longer ones first.
var operators = []string{"!~~*", "->>", "#>>", "!~*", "<=>", "->", "#>", "::", ":=", "<>", "!=", "<=", ">=", "==", "||", "&&", "@>", "<@", "~*", "!~"}

// dollarQuoted reads $tag$…$tag$.
func (s *scanner) dollarQuoted(start int) token {
	i := start + 1
	for i < len(s.src) && isIdent(s.src[i]) {
		i++
	}
	if i >= len(s.src) || s.src[i] != '$' {
		return token{punct, "$"}
	}
	tag := s.src[start : i+1]
	body := s.src[i+1:]
	end := strings.Index(body, tag)
	if end < 0 {
		s.pos = len(s.src)
		return token{str, body}
	}
	s.pos = i + 1 + end + len(tag)
	return token{str, body[:end]}
}

func isLetter(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isIdent(c byte) bool  { return isLetter(c) || isDigit(c) }
func isNumber(c byte) bool { return isIdent(c) || c == '.' }

func upper(s string) string { return strings.ToUpper(s) }
