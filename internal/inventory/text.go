package inventory

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Text writes inventories as tables for terminals.
type Text struct{}

// Write writes inv to w.
func (t Text) Write(w io.Writer, inv *Inventory) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i := range inv.Routes {
		r := &inv.Routes[i]
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s:%d\n", r.Method, r.Path, r.Auth.State, r.Handler.Name(), r.File, r.Line)
	}
	return tw.Flush()
}
