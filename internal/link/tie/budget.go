package tie

import (
	"fmt"
	"strconv"

	"github.com/apilint/apilint/internal/link/graph"
)

// budget bounds the questions about values, facts and accesses that are answered anew: for the route that is read, and for
// all of the program.
type budget struct {
	limits         limits
	route, program int
}

type limits struct{ route, program int }

// generous are limits that no program of a reasonable size meets: services of 100,000 lines ask some 200,000 questions in all.
var generous = limits{route: 100_000, program: 2_000_000}

// pay accounts for a question. It reports false if there is nothing left to pay with.
func (b *budget) pay() bool {
	b.route++
	b.program++
	return !b.spent()
}

// spent reports whether questions about the present route were left open.
func (b *budget) spent() bool { return b.route > b.limits.route || b.program > b.limits.program }

// giveUp notes that what a handler does was not read to the end.
func (c *Checker) giveUp(f *graph.Func) {
	text := fmt.Sprintf("ownercheck: gave up on %s after %d questions", f.Name, c.limits.route)
	if c.program > c.limits.program {
		text = fmt.Sprintf("ownercheck: gave up on %s and all that follows after %d questions", f.Name, c.limits.program)
	}
	c.t.GiveUp(f, text)
}

// siteKey names a call.
func siteKey(s graph.Site) string {
	return s.Caller.ID + "@" + strconv.Itoa(s.Block) + "." + strconv.Itoa(s.Index) + ";"
}
