package analyzers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/rule"
)

// Lookup returns the rule called name. The error for an unknown name proposes the rule that was probably meant.
func Lookup(name string) (*rule.Rule, error) {
	rules := All()
	var names []string
	for _, r := range rules {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	if near := Nearest(name, names); near != "" {
		return nil, fmt.Errorf("unknown rule %q (did you mean %s?)", name, near)
	}
	return nil, fmt.Errorf("unknown rule %q (the rules are %s)", name, strings.Join(names, ", "))
}

// Nearest returns the one of names that somebody who typed word probably meant, or "" if none is near.
func Nearest(word string, names []string) string {
	word = strings.ToLower(word)
	best, least := "", 3 // more than two slips are another word
	for _, name := range names {
		if d := distance(word, name); d < least {
			best, least = name, d
		}
	}
	if best != "" || len(word) < 3 {
		return best
	}
	i := slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, word) })
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
