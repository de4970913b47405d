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
		window   = 100
		modulus  = 37
		eof      = 65535
		nextLine = '\n'
	)
	var power uint64 = 1 // modulus^window, in wrapping arithmetic
	for range window {
		power *= modulus
	}
	var (
		ring   [window]uint16
		starts [window]int // line that starts at the ring's unit, 1-based; 0 if none does
		index  int
		hash   uint64
		hashes []string
		count  = map[uint64]int{}
	)
	put := func(line int, h uint64) {
		for len(hashes) < line {
			hashes = append(hashes, "")
		}
		count[h]++
		hashes[line-1] = strconv.FormatUint(h, 16) + ":" + strconv.Itoa(count[h])
	}
	line, atStart, afterCR := 0, true, false
	feed := func(unit uint16) {
		if starts[index] != 0 {
			put(starts[index], hash)
		}
		starts[index] = 0
		if atStart {
			atStart = false
			line++
			starts[index] = line
		}
		if unit == nextLine {
			atStart = true
		}
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
		if starts[index] != 0 {
			put(starts[index], hash)
		}
		starts[index] = 0
		leaving := uint64(ring[index])
		ring[index] = 0
		hash = modulus*hash - power*leaving
		index = (index + 1) % window
	}
	return hashes
}
