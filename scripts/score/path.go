package main

import (
	"regexp"
	"strings"
)

// The forms of what is not literal in a normal path.
const (
	parameter = "{}"
	rest      = "{*}"
)

var colonParameter = regexp.MustCompile(`^:[A-Za-z_][A-Za-z0-9_-]*(\(.*\)|<.*>)?\??$`)

// withinSegment matches a parameter beside literal text, as in {name}:rename.
var withinSegment = regexp.MustCompile(`\{[^{}]*\}`)

// normalPath brings the paths of all routers into one form, without names of parameters and final slashes.
func normalPath(path string) string {
	var out []string
	for _, segment := range segments(path) {
		switch {
		case segment == "":
		case strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}"):
			out = append(out, braces(segment[1:len(segment)-1])...)
		case colonParameter.MatchString(segment):
			out = append(out, parameter)
		case strings.HasPrefix(segment, "*") || segment == "+":
			out = append(out, rest)
		default:
			out = append(out, withinSegment.ReplaceAllString(segment, parameter))
		}
	}
	return "/" + strings.Join(out, "/")
}

// segments splits a path at the slashes outside of braces.
func segments(path string) []string {
	var out []string
	depth, start := 0, 0
	for i, c := range path {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		case '/':
			if depth == 0 {
				out = append(out, path[start:i])
				start = i + 1
			}
		}
	}
	return append(out, path[start:])
}

// braces returns what stands for {inner}: a parameter, a rest, or the template of a resource name, {name=users/*}.
func braces(inner string) []string {
	if _, template, ok := strings.Cut(inner, "="); ok {
		out := strings.Split(template, "/")
		for i, s := range out {
			switch s {
			case "*":
				out[i] = parameter
			case "**":
				out[i] = rest
			}
		}
		return out
	}
	if strings.HasSuffix(inner, "...") || strings.HasSuffix(inner, ":.*") {
		return []string{rest}
	}
	return []string{parameter}
}
