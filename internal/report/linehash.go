package report

import (
	"strconv"
	"unicode/utf16"
)

// lineHashes returns GitHub's primaryLocationLineHash of each line of a file. Code scanning knows an alert by it, and
// its upload action warns when a log has another value than it would compute itself, so this follows its algorithm to
// the letter: a rolling hash over the next hundred characters that are not blanks, taken as UTF-16, from the start of
// the line, and a counter of how often that hash occurred before.
func lineHashes(content []byte) []string {
	const (
		window  = 100
		modulus = 37
		eof     = 65535
	)
	var power uint64 = 1 // modulus^window, in wrapping arithmetic
	for range window {
		power *= modulus
	}
	var (
		ring   [window]uint16
		starts [window]bool // whether a line starts at the ring's unit
		index  int
		hash   uint64
		hashes []string
		count  = map[uint64]int{}
	)
	atStart, afterCR := true, false
	feed := func(unit uint16) {
		if starts[index] { // lines leave the window in order
			count[hash]++
			hashes = append(hashes, strconv.FormatUint(hash, 16)+":"+strconv.Itoa(count[hash]))
		}
		starts[index] = atStart
		atStart = unit == '\n'
		leaving := uint64(ring[index])
		ring[index] = unit
		hash = modulus*hash + uint64(unit) - power*leaving
		index = (index + 1) % window
	}
	for _, unit := range append(utf16.Encode([]rune(string(content))), eof) {
		switch {
		case unit == ' ' || unit == '\t' || afterCR && unit == '\n':
			afterCR = false
			continue
		case unit == '\r':
			unit, afterCR = '\n', true
		default:
			afterCR = false
		}
		feed(unit)
	}
	for range window {
		feed(0)
	}
	return hashes
}
