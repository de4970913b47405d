package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/apilint/apilint/internal/inventory"
)

// scoreRoutes compares the inventories of all services that have a table of routes.
func scoreRoutes(ctx context.Context, w io.Writer, o *options, p *program) error {
	var services []service
	if err := readJSON(&services, o.labels, "services.json"); err != nil {
		return err
	}
	var results []*result
	for i := range services {
		s := &services[i]
		var t truth
		if !o.wants(s.Name) || readJSON(&t, o.labels, "routes", s.Name+".json") != nil {
			continue // not every service has a table
		}
		r, err := measure(ctx, o, p, s, &t)
		if err != nil {
			r = &result{name: s.Name, failed: err.Error()}
		}
		results = append(results, r)
	}
	if err := table(w, results); err != nil || o.quiet {
		return err
	}
	for _, r := range results {
		if _, err := io.WriteString(w, r.details()); err != nil {
			return err
		}
	}
	return nil
}

// result is how an inventory compares with the truth.
type result struct {
	name     string
	failed   string
	duration time.Duration

	expected, found   int // labels
	rows, right       int // rows of the inventory, and those that a label explains
	judged, authRight int // labels found, and those with the right state
	admins, roles     int // labels that demand a role, and those whose row names one
	unresolved        int // rows with an unknown part, which count neither way

	misses, extras, wrong, unknown []string
	complaints                     string
}

// measure runs apilint on every module of a service.
func measure(ctx context.Context, o *options, p *program, s *service, t *truth) (*result, error) {
	r := &result{name: s.Name}
	start := time.Now()
	var rows []inventory.Route
	for _, m := range s.Modules {
		out, complaints, err := p.run(ctx, filepath.Join(o.checkouts, s.Name, m.Dir), s.env(), "routes", "-format=json")
		if err != nil {
			return nil, err
		}
		inv, err := inventory.ReadJSON(bytes.NewReader(out))
		if err != nil {
			return nil, err
		}
		for _, row := range inv.Routes {
			row.File = filepath.ToSlash(filepath.Join(m.Dir, row.File))
			rows = append(rows, row)
		}
		for _, u := range inv.Unresolved {
			r.unknown = append(r.unknown, fmt.Sprintf("%s:%d: %s", u.File, u.Line, u.Reason))
		}
		r.complaints += complaints
	}
	r.duration = time.Since(start)
	r.compare(t.Routes, rows)
	return r, nil
}

// compare fills in the counts and lists.
func (r *result) compare(labels []labelled, rows []inventory.Route) {
	explained := make([]bool, len(rows))
	for i := range labels {
		l := &labels[i]
		matches := matching(l, rows)
		for _, m := range matches {
			explained[m] = true
		}
		if !l.expected() {
			continue
		}
		r.expected++
		if len(matches) == 0 {
			r.misses = append(r.misses, fmt.Sprintf("%s %s  %s  %s:%d  auth %s", l.Method, l.Path, l.Handler, l.File, l.Line, l.Auth))
			continue
		}
		r.found++
		r.judge(l, rows, closest(l, rows, matches))
	}
	procedures := slices.ContainsFunc(labels, func(l labelled) bool { return l.Surface == "rpc" })
	for i, row := range rows {
		if explained[i] || procedures || !procedure.MatchString(row.Path) {
			r.row(row, explained[i])
		}
	}
}

// procedure matches the paths of remote procedures. A table that lists none leaves them out on purpose.
var procedure = regexp.MustCompile(`^/([A-Za-z_]\w*\.)+[A-Za-z_]\w*/[A-Za-z_]\w*$`)

// row counts a row of the inventory.
func (r *result) row(row inventory.Route, explained bool) {
	line := fmt.Sprintf("%s  %s  %s:%d  %s", row.Name(), row.Handler.Name(), row.File, row.Line, row.Auth.State)
	switch {
	case explained:
		r.rows++
		r.right++
	case row.Kind == inventory.NotFound || row.Kind == inventory.Redirect:
	case strings.Contains(row.Path, "{?}"):
		r.unresolved++
		r.unknown = append(r.unknown, line+"  "+row.Unresolved)
	default:
		r.rows++
		r.extras = append(r.extras, line)
	}
}

// matching returns the indexes of the rows that are the labelled route.
func matching(l *labelled, rows []inventory.Route) []int {
	var paths []string
	for _, p := range append([]string{l.Path}, l.Aliases...) {
		paths = append(paths, normalPath(p))
	}
	var out []int
	for i := range rows {
		row := &rows[i]
		if row.Method != l.Method && row.Method != inventory.Any && l.Method != inventory.Any {
			continue
		}
		path := normalPath(row.Path)
		if slices.Contains(paths, path) || row.Subtree && slices.Contains(paths, strings.TrimSuffix(path, "/")+"/"+rest) {
			out = append(out, i)
		}
	}
	return out
}

// closest leaves, of several matching rows, those with the method and from the place of the label, if there are any.
func closest(l *labelled, rows []inventory.Route, matches []int) []int {
	for _, prefer := range []func(*inventory.Route) bool{
		func(row *inventory.Route) bool { return row.Method == l.Method },
		func(row *inventory.Route) bool { return row.File == l.File },
		func(row *inventory.Route) bool { return row.Line == l.Line },
	} {
		if better := slices.DeleteFunc(slices.Clone(matches), func(i int) bool { return !prefer(&rows[i]) }); len(better) > 0 {
			matches = better
		}
	}
	return matches
}

// judge compares the authentication of the rows that are one labelled route. All of them have to be right.
func (r *result) judge(l *labelled, rows []inventory.Route, matches []int) {
	r.judged++
	role := false
	for _, m := range matches {
		auth := &rows[m].Auth
		if !right(l, auth) {
			r.wrong = append(r.wrong, fmt.Sprintf("%s %s  is %s by %q %s, want %s %s %s", l.Method, l.Path, auth.State, auth.By, auth.Reason, l.Auth, l.By, l.Perm))
			return
		}
		role = role || auth.Role != ""
	}
	r.authRight++
	if l.Auth == "admin" {
		r.admins++
		if role {
			r.roles++
		}
	}
}

func right(l *labelled, auth *inventory.Auth) bool {
	switch l.Auth {
	case "none":
		return auth.State == inventory.None || auth.State == inventory.Public
	case "optional":
		return auth.State == inventory.Optional
	default: // user, admin
		return auth.State == inventory.Required
	}
}

// table prints one line for each service and one for all.
func table(w io.Writer, results []*result) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "service\troutes\trecall\trows\tprecision\tunresolved\tauth\troles\ttime\t")
	total := &result{name: "all"}
	for _, r := range results {
		if r.failed != "" {
			fmt.Fprintf(tw, "%s\tfailed\n", r.name)
			continue
		}
		r.line(tw)
		total.expected += r.expected
		total.found += r.found
		total.rows += r.rows
		total.right += r.right
		total.judged += r.judged
		total.authRight += r.authRight
		total.admins += r.admins
		total.roles += r.roles
		total.unresolved += r.unresolved
		total.duration += r.duration
	}
	total.line(tw)
	return tw.Flush()
}

func (r *result) line(w io.Writer) {
	fmt.Fprintf(w, "%s\t%d\t%s\t%d\t%s\t%d\t%s\t%d/%d\t%.1fs\t\n", r.name, r.expected, percent(r.found, r.expected), r.rows,
		percent(r.right, r.rows), r.unresolved, percent(r.authRight, r.judged), r.roles, r.admins, r.duration.Seconds())
}

func percent(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}

// details lists what is wrong.
func (r *result) details() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n== %s\n", r.name)
	if r.failed != "" {
		fmt.Fprintf(&b, "  failed: %s\n", r.failed)
	}
	for _, list := range []struct {
		title string
		lines []string
	}{{"missed", r.misses}, {"extra", r.extras}, {"wrong", r.wrong}, {"unresolved", r.unknown}} {
		for _, line := range list.lines {
			fmt.Fprintf(&b, "  %-10s %s\n", list.title, line)
		}
	}
	for line := range strings.Lines(r.complaints) {
		fmt.Fprintf(&b, "  %-10s %s", "said", line)
	}
	return b.String()
}
