package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Fingerprints sets the fingerprint of each finding. It identifies the finding across runs: it is the same after lines
// above were added, after the code was formatted anew, and on another machine.
//
// What is hashed is the rule and what the finding means: its Key. A finding without a Key is known by its file, its
// message and the text of its source line, which line returns. Findings that agree in all this are told apart by counting
// them in source order, so that only these can change their names when one of them is mended.
func Fingerprints(findings []Finding, line func(Place) string) {
	order := make([]*Finding, len(findings))
	for i := range findings {
		order[i] = &findings[i]
	}
	slices.SortStableFunc(order, func(a, b *Finding) int { return Compare(*a, *b) })

	count := map[string]int{}
	for _, f := range order {
		id := identity(f, line)
		count[id]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", id, count[id]))
		f.Fingerprint = hex.EncodeToString(sum[:16])
	}
}

// literalNumber matches the number of a function literal within the function around it, which changes when another literal
// is written before it.
var literalNumber = regexp.MustCompile(`\$\d+`)

// identity returns what f means, without positions.
func identity(f *Finding, line func(Place) string) string {
	if f.Key != "" {
		return strings.Join([]string{"key", f.Rule, f.Place.Module, literalNumber.ReplaceAllLiteralString(f.Key, "$")}, "\x00")
	}
	text := strings.Join(strings.Fields(line(f.Place)), " ")
	return strings.Join([]string{"text", f.Rule, f.Place.Module, f.Place.File, f.Message, text}, "\x00")
}
