package tie

import (
	"strconv"

	"github.com/apilint/apilint/internal/link/graph"
)

// budget bounds the questions about values, facts and accesses that are answered anew: for the route that is read, and for
// all of the program.
type budget struct {
	route, program int
}

const (
	maxRoute   = 200_000
	maxProgram = 4_000_000
)

// pay accounts for a question. It reports false if there is nothing left to pay with.
func (b *budget) pay() bool {
	b.route++
	b.program++
	return !b.spent()
}

// spent reports whether questions about the present route were left open.
func (b *budget) spent() bool { return b.route > maxRoute || b.program > maxProgram }

// siteKey names a call.
func siteKey(s graph.Site) string {
	return s.Caller.ID + "@" + strconv.Itoa(s.Block) + "." + strconv.Itoa(s.Index) + ";"
}
