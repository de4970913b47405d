package inventory

import (
	"slices"
	"strings"
)

// group is a run of routes whose paths begin alike.
type group struct {
	prefix string
	routes []*Route
}

// groupSize is how many routes a reader takes in at once; more are divided where their paths differ.
const groupSize = 16

// minGroup is how many routes are worth a heading.
const minGroup = 4

// groups divides routes, sorted by path, for reading. A few routes stay together.
func groups(routes []*Route) []group {
	if len(routes) <= groupSize {
		return []group{{"", routes}}
	}
	return divide(routes, 0)
}

// divide splits routes whose paths have the first depth segments in common. Parts too small for a heading of their own come
// first, under what they have in common.
func divide(routes []*Route, depth int) []group {
	if len(routes) <= groupSize || allEnd(routes, depth) {
		return []group{{prefix(routes, depth), routes}}
	}
	var small []*Route
	var out []group
	for _, part := range bySegment(routes, depth) {
		if len(part) < minGroup {
			small = append(small, part...)
		} else {
			out = append(out, divide(part, depth+1)...)
		}
	}
	if len(small) > 0 {
		out = slices.Insert(out, 0, group{path(small[0], depth), small})
	}
	return out
}

// bySegment splits routes into runs with the same segment at depth.
func bySegment(routes []*Route, depth int) [][]*Route {
	var parts [][]*Route
	for i, r := range routes {
		if i == 0 || segment(routes[i-1], depth) != segment(r, depth) {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], r)
	}
	return parts
}

// segments returns the host and the segments of r's path.
func (r *Route) segments() []string {
	return append([]string{r.Host}, strings.Split(strings.Trim(r.Path, "/"), "/")...)
}

func segment(r *Route, depth int) string {
	if s := r.segments(); depth < len(s) {
		return s[depth]
	}
	return ""
}

func allEnd(routes []*Route, depth int) bool {
	return !slices.ContainsFunc(routes, func(r *Route) bool { return len(r.segments()) > depth })
}

// commonSegments returns how many segments the paths of routes begin with in common.
func commonSegments(routes []*Route) int {
	common := routes[0].segments()
	for _, r := range routes[1:] {
		s := r.segments()
		n := 0
		for n < min(len(s), len(common)) && s[n] == common[n] {
			n++
		}
		common = common[:n]
	}
	return len(common)
}

// prefix returns what the paths of routes have in common, at least depth segments.
func prefix(routes []*Route, depth int) string {
	return path(routes[0], max(depth, commonSegments(routes)))
}

// path returns the first n segments of r.
func path(r *Route, n int) string {
	s := r.segments()
	s = s[:min(n, len(s))]
	if len(s) < 2 {
		return strings.Join(s, "") + "/"
	}
	return s[0] + "/" + strings.Join(s[1:], "/")
}

// tally counts routes by state, in the order of [States].
func tally(routes []*Route) []count {
	var out []count
	for _, state := range States {
		n := 0
		for _, r := range routes {
			if r.Auth.State == state {
				n++
			}
		}
		if n > 0 {
			out = append(out, count{state, n})
		}
	}
	return out
}

type count struct {
	State State
	N     int
}
