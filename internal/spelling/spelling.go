// Package spelling guesses what somebody meant who mistyped a word.
package spelling

import (
	"slices"
	"strings"
)

// Nearest returns the one of names that somebody who typed word probably meant, or "" if none is near. Capitals do not count.
func Nearest(word string, names []string) string {
	word = strings.ToLower(word)
	best, least := "", 3 // more than two slips are another word
	for _, name := range names {
		if d := distance(word, strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	if best != "" || len(word) < 3 {
		return best
	}
	i := slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(strings.ToLower(name), word) })
	if i < 0 {
		return ""
	}
	return names[i]
}

// distance returns the number of bytes to insert, delete or replace to turn a into b (Levenshtein's distance).
func distance(a, b string) int {
	row := make([]int, len(b)+1) // distances from the prefix of a read so far to each prefix of b
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
