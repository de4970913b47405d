package driver

import (
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
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(src)), src, func(token.Position, string) {}, 0)
	a := apiHasher{s: &s, h: h}
	depth, start := 0, true // start: a declaration may begin here
	for a.next(); a.tok != token.EOF; a.next() {
		a.write()
		switch a.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.FUNC:
			if start {
				a.signature()
				depth = 0
				continue // with start: a body is followed by a semicolon, which does no harm
			}
		}
		start = depth == 0 && a.tok == token.SEMICOLON
	}
}

type apiHasher struct {
	s   *scanner.Scanner
	h   hash.Hash
	tok token.Token
	lit string
}

func (a *apiHasher) next() { _, a.tok, a.lit = a.s.Scan() }

func (a *apiHasher) write() {
	lit := a.lit
	if a.tok == token.SEMICOLON {
		lit = "" // it says whether a newline stood for it
	}
	a.h.Write([]byte{byte(a.tok)})
	a.h.Write([]byte(lit))
	a.h.Write([]byte{0})
}

// signature writes what follows the "func" of a declaration up to the body, which it skips. Braces within parentheses and
// those of struct and interface types are part of the signature; the next one opens the body.
func (a *apiHasher) signature() {
	depth := 0
	typeBody := false
	for a.next(); a.tok != token.EOF; a.next() {
		switch a.tok {
		case token.LPAREN, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACK:
			depth--
		case token.STRUCT, token.INTERFACE:
			typeBody = true
		case token.LBRACE:
			if depth == 0 && !typeBody {
				a.skipBlock()
				return
			}
			typeBody = false
			depth++
		case token.RBRACE:
			depth--
		}
		a.write()
		if depth == 0 && a.tok == token.SEMICOLON {
			return
		}
	}
}

// skipBlock goes to the brace that closes the one at hand.
func (a *apiHasher) skipBlock() {
	for depth := 1; depth > 0; {
		a.next()
		switch a.tok {
		case token.LBRACE:
			depth++
		case token.RBRACE:
			depth--
		case token.EOF:
			return
		}
	}
}
