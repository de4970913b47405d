package inventory

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Text writes inventories and differences for people at a terminal. A route is one line where that fits and two where it
// does not; lines begin with the method and the path, so that sort and grep work on them.
type Text struct {
	Width int  // columns of the terminal, 0 if there is no limit
	Color bool // use the terminal's escape sequences
	Chain bool // write the middleware of each route, and what it touches
}

// Write writes inv to w.
func (t Text) Write(w io.Writer, inv *Inventory) error {
	b := bufio.NewWriter(w)
	routes := pointers(inv.Routes)
	l := t.layout(routes)
	for i, g := range groups(routes) {
		if g.prefix != "" {
			if i > 0 {
				fmt.Fprintln(b)
			}
			fmt.Fprintf(b, "%s  %s\n", t.paint(bold, g.prefix), t.paint(faint, summary(g.routes)))
		}
		for _, r := range g.routes {
			t.route(b, l, r)
		}
	}
	if len(routes) > 0 {
		fmt.Fprintln(b)
	}
	t.unresolved(b, inv)
	fmt.Fprintln(b, summary(routes))
	return b.Flush()
}

// summary counts routes: "3 routes: 2 required, 1 none".
func summary(routes []*Route) string {
	var parts []string
	for _, c := range tally(routes) {
		parts = append(parts, fmt.Sprintf("%d %s", c.N, c.State))
	}
	s := fmt.Sprintf("%d %s", len(routes), routesWord(len(routes)))
	if len(parts) > 0 {
		s += ": " + strings.Join(parts, ", ")
	}
	return s
}

// layout is how wide the columns are.
type layout struct {
	method, path, auth, by, limits, handler int
	twoLines                                bool // limits, handler and place stand on a line of their own
}

// Bounds of columns, so that one long cell does not push all others away.
const (
	maxPath    = 60
	maxBy      = 32
	maxLimits  = 32
	maxHandler = 48
	gap        = 2
)

func (t Text) layout(routes []*Route) layout {
	var l layout
	place := 0
	for _, r := range routes {
		l.method = max(l.method, len(r.Method))
		l.path = max(l.path, min(maxPath, utf8.RuneCountInString(r.location())))
		l.auth = max(l.auth, len(state(&r.Auth)))
		l.by = max(l.by, min(maxBy, utf8.RuneCountInString(by(r))))
		l.limits = max(l.limits, min(maxLimits, len(r.Limits())))
		l.handler = max(l.handler, min(maxHandler, utf8.RuneCountInString(r.Handler.Name())))
		place = max(place, len(at(r)))
	}
	total := l.method + l.path + l.auth + l.by + l.handler + place + 5*gap
	if l.limits > 0 {
		total += l.limits + gap
	}
	l.twoLines = t.Width > 0 && total > t.Width
	if l.twoLines {
		l.path = min(l.path, max(20, t.Width-l.method-l.auth-l.by-3*gap))
	}
	return l
}

func (t Text) route(w io.Writer, l layout, r *Route) {
	var line row
	line.cell(r.Method, l.method, r.Method)
	line.cell(r.location(), l.path, r.location())
	line.cell(state(&r.Auth), l.auth, t.paint(stateColor[r.Auth.State], state(&r.Auth)))
	line.cell(by(r), l.by, by(r))
	if l.twoLines {
		fmt.Fprintln(w, line.String())
		indent := strings.Repeat(" ", l.method+gap)
		fmt.Fprintf(w, "%s%s\n", indent, t.paint(faint, t.fold(l.method+gap, r.Handler.Name(), at(r), r.Limits())))
	} else {
		if l.limits > 0 {
			line.cell(r.Limits(), l.limits, r.Limits())
		}
		line.cell(r.Handler.Name(), l.handler, r.Handler.Name())
		line.cell(at(r), 0, t.paint(faint, at(r)))
		fmt.Fprintln(w, line.String())
	}
	for _, remark := range t.remarks(r) {
		t.wrap(w, remark, l.method+gap)
	}
}

// fold puts texts on one line after indent columns, and on the next those that do not fit.
func (t Text) fold(indent int, texts ...string) string {
	folded, column := texts[0], indent+utf8.RuneCountInString(texts[0])
	for _, text := range texts[1:] {
		width := utf8.RuneCountInString(text)
		switch {
		case width == 0:
		case t.Width > 0 && column+gap+width > t.Width:
			folded += "\n" + strings.Repeat(" ", indent) + text
			column = indent + width
		default:
			folded += strings.Repeat(" ", gap) + text
			column += gap + width
		}
	}
	return folded
}

// wrap writes text after indent columns, on as many lines as it takes.
func (t Text) wrap(w io.Writer, text string, indent int) {
	margin := strings.Repeat(" ", indent)
	column := 0
	for word := range strings.FieldsSeq(text) {
		width := utf8.RuneCountInString(word)
		switch {
		case column == 0:
			fmt.Fprint(w, margin, word)
			column = indent + width
		case t.Width > 0 && column+1+width > t.Width:
			fmt.Fprint(w, "\n", margin, "  ", word)
			column = indent + 2 + width
		default:
			fmt.Fprint(w, " ", word)
			column += 1 + width
		}
	}
	fmt.Fprintln(w)
}

// remarks are what else is to be said about a route, below it.
func (t Text) remarks(r *Route) []string {
	var out []string
	if r.Unresolved != "" {
		out = append(out, "unresolved: "+r.Unresolved)
	}
	if !t.Chain {
		return out
	}
	if r.Auth.Reason != "" && r.Auth.Reason != r.Unresolved {
		out = append(out, string(r.Auth.State)+": "+r.Auth.Reason)
	}
	if len(r.Middleware) > 0 {
		out = append(out, "behind "+chain(r))
	}
	if len(r.Objects) > 0 {
		out = append(out, "touches "+touched(r))
	}
	for _, f := range r.Findings {
		out = append(out, f.Rule+": "+f.Message)
	}
	return out
}

// chain names the middleware of r from the outside to the inside, with a mark on what is not always there.
func chain(r *Route) string {
	var names []string
	for _, m := range r.Middleware {
		name := declared(m.Name())
		if m.Conditional {
			name += "?"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func (t Text) unresolved(w io.Writer, inv *Inventory) {
	if len(inv.Unresolved) == 0 {
		return
	}
	fmt.Fprintln(w, t.paint(bold, "Unresolved"))
	for _, u := range inv.Unresolved {
		fmt.Fprintf(w, "%s:%d: %s\n", u.File, u.Line, u.Reason)
	}
	fmt.Fprintln(w)
}

// row collects the cells of a line.
type row struct {
	b       strings.Builder
	pending int // blanks before the next cell
}

// cell adds a text in a column; shown is the text with escape sequences. What is too long for its column pushes the rest
// of the line to the right.
func (r *row) cell(text string, width int, shown string) {
	if text != "" {
		r.b.WriteString(strings.Repeat(" ", r.pending))
		r.pending = 0
	}
	r.b.WriteString(shown)
	r.pending += max(0, width-utf8.RuneCountInString(text)) + gap
}

func (r *row) String() string { return r.b.String() }

// state is the state of a, with a mark if configuration can switch it off.
func state(a *Auth) string {
	if a.Conditional {
		return string(a.State) + "?"
	}
	return string(a.State)
}

// by says what guards r, and the role it demands.
func by(r *Route) string {
	if r.Auth.State != Required {
		return ""
	}
	if r.Auth.Role != "" {
		return r.Auth.By + " as " + r.Auth.Role
	}
	return r.Auth.By
}

// at is the place of r's registration.
func at(r *Route) string { return fmt.Sprintf("%s:%d", r.File, r.Line) }

// The escape sequences of terminals.
const (
	bold   = "\x1b[1m"
	faint  = "\x1b[2m"
	red    = "\x1b[31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	reset  = "\x1b[0m"
)

var stateColor = map[State]string{Required: green, Optional: yellow, Unknown: yellow, None: red, Public: faint}

func (t Text) paint(color, s string) string {
	if !t.Color || s == "" {
		return s
	}
	return color + s + reset
}
