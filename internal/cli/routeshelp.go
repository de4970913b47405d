package cli

import (
	"flag"
	"strings"
	"text/tabwriter"
)

const routesUsageHead = `apilint routes lists what can be called: method, path, whether a caller must be known and what demands it, the handler, and
where the route is registered.

Usage:

  apilint routes [flags] [packages]   list the routes of packages, ./... if none are named

Flags:

`

const routesUsageTail = `
Exit codes:

  0  the inventory is complete
  1  -diff shows that protection went down
  2  mistake in the arguments
  3  not everything could be analyzed, or the inventory could not be written

The states are required, optional (a caller is looked for and need not be there), none, public (none, and declared so by
//apilint:public) and unknown (something on the way cannot be read). A question mark says that configuration can switch the
authentication off.
`

// routesHelp shows how the command routes is used.
func (t *tool) routesHelp() int {
	fs, _ := newRoutesFlags()
	var b strings.Builder
	b.WriteString(routesUsageHead)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fs.VisitAll(func(f *flag.Flag) { writeFlag(w, f) })
	w.Flush() // to memory
	b.WriteString(routesUsageTail)
	return t.print(b.String())
}
