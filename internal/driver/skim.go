package driver

import (
	"bytes"
	"go/scanner"
	"go/token"
	"hash"
)

// hashAPI writes to h what other packages can see of a Go file: its tokens without those of function bodies. Comments and
// layout do not count, so that an edit of a body or a comment changes no key but that of its own package.
//
// This is done on tokens rather than on syntax trees because it happens to every file in every run that is not a replay,
// and because a sequence of tokens has one meaning, which the nodes of a tree in order of a walk do not. It takes too much
// rather than too little: unexported declarations and function literals in initializers stay.
func hashAPI(h hash.Hash, src []byte) {
	s := skimmer{src: src}
	s.each = func() {
		lit := s.lit
		if s.tok == token.SEMICOLON {
			lit = "" // it says whether a newline stood for it
		}
		h.Write([]byte{byte(s.tok)})
		h.Write([]byte(lit))
		h.Write([]byte{0})
	}
	s.file()
}

// cutBodies returns a Go file without function bodies, in the same memory. The parser then never makes the syntax of
// bodies that nobody will look at, which is most of what it makes. What follows a body moves to other lines.
func cutBodies(src []byte) []byte {
	kept := 0 // src[:kept] is done
	from := 0 // src[from:] is not
	s := skimmer{src: src}
	s.body = func(open, end int) {
		kept += copy(src[kept:], src[from:open])
		from = end
	}
	s.file()
	kept += copy(src[kept:], src[from:])
	return src[:kept]
}

// A skimmer goes through the tokens of a Go file and jumps over the bodies of declared functions.
type skimmer struct {
	src  []byte
	each func()             // called for each token outside of bodies, if not nil
	body func(from, to int) // called for each body, if not nil

	scan  scanner.Scanner
	base  int // offset in src of what is being scanned
	tfile *token.File
	pos   token.Pos
	tok   token.Token
	lit   string
}

// start begins to scan at an offset.
func (s *skimmer) start(offset int) {
	s.base = offset
	rest := s.src[offset:]
	s.tfile = token.NewFileSet().AddFile("", -1, len(rest))
	s.scan.Init(s.tfile, rest, func(token.Position, string) {}, 0)
}

func (s *skimmer) next() { s.pos, s.tok, s.lit = s.scan.Scan() }

func (s *skimmer) visit() {
	if s.each != nil {
		s.each()
	}
}

// file goes through the whole file.
func (s *skimmer) file() {
	s.start(0)
	depth, declaration := 0, true // declaration: one may begin here
	for s.next(); s.tok != token.EOF; s.next() {
		s.visit()
		switch s.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.FUNC:
			if declaration {
				s.signature()
				continue
			}
		}
		declaration = depth == 0 && s.tok == token.SEMICOLON
	}
}

// signature goes through what follows the "func" of a declaration and over the body. Braces within parentheses and those of
// struct and interface types are part of the signature; the next one opens the body.
func (s *skimmer) signature() {
	depth := 0
	typeBody := false
	for s.next(); s.tok != token.EOF; s.next() {
		switch s.tok {
		case token.LPAREN, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACK:
			depth--
		case token.STRUCT, token.INTERFACE:
			typeBody = true
		case token.LBRACE:
			if depth == 0 && !typeBody {
				s.jump()
				return
			}
			typeBody = false
			depth++
		case token.RBRACE:
			depth--
		}
		s.visit()
		if depth == 0 && s.tok == token.SEMICOLON {
			return
		}
	}
}

// jump goes over the block that the brace at hand opens.
func (s *skimmer) jump() {
	from := s.base + s.tfile.Offset(s.pos)
	to := blockEnd(s.src, from)
	s.start(to)
	if s.body != nil {
		s.body(from, to)
	}
}

// blockEnd returns the offset behind the brace that closes the one at an offset, len(src) if nothing does.
func blockEnd(src []byte, open int) int {
	depth := 0
	for i := open; i < len(src); i++ {
		switch src[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			i = quoteEnd(src, i)
		case '`':
			i = skipTo(src, i+1, "`")
		case '/':
			if i+1 == len(src) {
				return len(src)
			}
			switch src[i+1] {
			case '/':
				i = skipTo(src, i+2, "\n")
			case '*':
				i = skipTo(src, i+2, "*/")
			}
		}
	}
	return len(src)
}

// quoteEnd returns the offset of the quote that closes the one at an offset. No literal goes past the end of its line.
func quoteEnd(src []byte, open int) int {
	for i := open + 1; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case src[open], '\n':
			return i
		}
	}
	return len(src)
}

// skipTo returns the offset of the last byte of the next occurrence of a text.
func skipTo(src []byte, from int, text string) int {
	i := bytes.Index(src[from:], []byte(text))
	if i < 0 {
		return len(src)
	}
	return from + i + len(text) - 1
}
