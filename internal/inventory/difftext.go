package inventory

import (
	"bufio"
	"fmt"
	"io"
)

// WriteDiff writes d to w.
func (t Text) WriteDiff(w io.Writer, d *Diff) error {
	b := bufio.NewWriter(w)
	down, other := d.byDirection()
	t.changes(b, red, "Protection went down", "!", down)
	t.list(b, yellow, "Added", "+", d.Added)
	t.list(b, faint, "Removed", "-", d.Removed)
	t.changes(b, faint, "Changed", "~", other)
	fmt.Fprintf(b, "%d added, %d removed, %d changed; protection went down on %d\n",
		len(d.Added), len(d.Removed), len(d.Changed), len(down))
	return b.Flush()
}

// byDirection returns the changes in which protection went down, and the others.
func (d *Diff) byDirection() (down, other []Change) {
	for _, c := range d.Changed {
		if len(c.Down) > 0 {
			down = append(down, c)
		} else {
			other = append(other, c)
		}
	}
	return down, other
}

func (t Text) changes(w io.Writer, color, title, mark string, changes []Change) {
	if len(changes) == 0 {
		return
	}
	fmt.Fprintln(w, t.paint(bold, title))
	for i := range changes {
		c := &changes[i]
		fmt.Fprintf(w, "%s %s  %s\n", t.paint(color, mark), c.After.Name(), t.paint(faint, at(&c.After)))
		for _, text := range c.Down {
			fmt.Fprintf(w, "    %s\n", t.paint(red, text))
		}
		for _, text := range c.Other {
			fmt.Fprintf(w, "    %s\n", text)
		}
	}
	fmt.Fprintln(w)
}

func (t Text) list(w io.Writer, color, title, mark string, routes []Route) {
	if len(routes) == 0 {
		return
	}
	fmt.Fprintln(w, t.paint(bold, title))
	for i := range routes {
		r := &routes[i]
		fmt.Fprintf(w, "%s %s  %s  %s\n", t.paint(color, mark), r.Name(), t.paint(stateColor[r.Auth.State], r.Auth.String()), t.paint(faint, at(r)))
	}
	fmt.Fprintln(w)
}
