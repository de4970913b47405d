package sqltext

import (
	"slices"
	"strings"
)

// Bound is a value that stands for a part of a query: the value itself between two texts.
type Bound struct{ Before, After string }

// Bind turns holes in a query, or in a condition, into bound parameters. The texts around the holes are the query; textual says
// which holes are filled by text rather than by whole numbers, and mark names the parameter of a number, counted from one. It
// reports false unless the bound query means the same for every value that is no syntax itself: values stand after comparisons, or
// are elements of lists that are written out.
func Bind(literals []string, textual []bool, mark func(n int) string) (query string, values []Bound, ok bool) {
	src := strings.Join(literals, Hole)
	if strings.ContainsAny(strings.Join(literals, ""), Hole+`?$@:\`) || strings.Contains(src, "--") || strings.Contains(src, "/*") {
		return "", nil, false // it has parameters already, or what may be taken for one
	}
	b := binding{pieces: pieces(src)}
	var out strings.Builder
	done := 0
	for i, p := range b.pieces {
		if !strings.Contains(src[p.start:p.end], Hole) {
			b.open(i)
			continue
		}
		if len(values) >= len(textual) {
			return "", nil, false
		}
		v, ok := b.value(src[p.start:p.end], i, textual[len(values)])
		if !ok {
			return "", nil, false
		}
		values = append(values, v)
		out.WriteString(src[done:p.start] + mark(len(values)))
		done = p.end
	}
	out.WriteString(src[done:])
	return out.String(), values, len(values) == len(textual)
}

// piece is a token with its place.
type piece struct {
	token
	start, end int
}

func pieces(src string) []piece {
	var list []piece
	s := scanner{src: src}
	for {
		s.skipBlank()
		start := s.pos
		t := s.next()
		if t.kind == eof {
			return list
		}
		list = append(list, piece{t, start, s.pos})
	}
}

// binding reads a query from its start.
type binding struct {
	pieces []piece
	opened []string // what stands before each parenthesis that is open
	sets   bool     // the last clause that began assigns
}

// open notes what opens or ends with piece i.
func (b *binding) open(i int) {
	switch b.at(i) {
	case "SET":
		b.sets = true
	case "WHERE":
		b.sets = false
	case "(":
		b.opened = append(b.opened, b.at(i-1))
	case ")":
		b.opened = b.opened[:max(len(b.opened)-1, 0)]
	}
}

// at returns piece i as a word or mark, "" for other pieces.
func (b *binding) at(i int) string {
	if i < 0 || i >= len(b.pieces) || b.pieces[i].kind != word && b.pieces[i].kind != punct {
		return ""
	}
	return upper(b.pieces[i].text)
}

// value returns how the value in piece i is bound.
func (b *binding) value(text string, i int, textual bool) (Bound, bool) {
	if !b.ends(i + 1) {
		return Bound{}, false
	}
	if b.pieces[i].kind == hole && textual {
		return Bound{}, b.compares(i - 1)
	}
	if b.pieces[i].kind == hole { // databases convert numbers that they read, but not those that they are sent
		return Bound{}, b.compares(i-1) && !b.sets || b.lists(i-1, "IN") || b.counts(i-1)
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(text, "'"), "'")
	before, after, _ := strings.Cut(inner, Hole)
	quoted := b.pieces[i].kind == str && len(inner) == len(text)-2 && !strings.ContainsAny(before+after, "'"+Hole)
	return Bound{before, after}, quoted && textual && (b.compares(i-1) || b.matches(i-1) || b.lists(i-1, "IN", "VALUES") || b.transforms(i-1))
}

// compares reports whether piece i is a comparison that takes a value of any type.
func (b *binding) compares(i int) bool {
	switch b.at(i) {
	case "=", "<", ">", "<=", ">=", "<>", "!=":
		return i > 0 && (b.pieces[i-1].kind != punct || b.at(i-1) == ")") // else a part of an operator that is not known
	}
	return false
}

func (b *binding) matches(i int) bool { return b.at(i) == "LIKE" || b.at(i) == "ILIKE" }

func (b *binding) counts(i int) bool { return b.at(i) == "LIMIT" || b.at(i) == "OFFSET" }

// lists reports whether an element of a list follows piece i, which one of words begins.
func (b *binding) lists(i int, words ...string) bool {
	n := len(b.opened)
	return n > 0 && (b.at(i) == "(" || b.at(i) == ",") && slices.Contains(words, b.opened[n-1])
}

// transforms reports whether the argument of a function follows piece i that takes nothing but text.
func (b *binding) transforms(i int) bool {
	return b.at(i) == "(" && (b.at(i-1) == "LOWER" || b.at(i-1) == "UPPER")
}

// ends reports whether an operand is complete where piece i begins.
func (b *binding) ends(i int) bool {
	switch b.at(i) {
	case ")", ",", "AND", "OR", "ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET", "WHERE", "RETURNING", "UNION", "ON":
		return true
	case ";":
		return i == len(b.pieces)-1
	}
	return i >= len(b.pieces)
}
