package driver

import (
	"errors"
	"go/build"
	"go/scanner"
	"go/token"
	"go/types"
	"go/version"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/finding"
)

// ProblemKind tells whose mistake a problem is.
type ProblemKind uint8

// The kinds of problems.
const (
	Broken   ProblemKind = iota // the package does not parse or type-check
	Internal                    // apilint failed
	Note                        // something was left out on purpose
)

// Problem says what could not be analyzed.
type Problem struct {
	Kind    ProblemKind
	Package string        // import path, if the problem is one of a package
	Place   finding.Place // may be no place
	Text    string
	Stack   string // of an internal error
}

func compareProblems(a, b Problem) int {
	if c := a.Place.Compare(b.Place); c != 0 {
		return c
	}
	if c := strings.Compare(a.Package, b.Package); c != 0 {
		return c
	}
	return strings.Compare(a.Text, b.Text)
}

// sortProblems sorts problems and drops those that a package and its test variant share.
func sortProblems(ps *[]Problem) {
	slices.SortStableFunc(*ps, compareProblems)
	*ps = slices.CompactFunc(*ps, func(a, b Problem) bool { return compareProblems(a, b) == 0 })
}

// maxSyntaxErrors is the number of syntax errors shown for a file; what follows the first few is rarely true.
const maxSyntaxErrors = 3

func (l *loader) syntaxProblems(n *node, err error) []Problem {
	list, ok := errors.AsType[scanner.ErrorList](err)
	if !ok {
		return []Problem{{Kind: Broken, Package: n.Path(), Text: err.Error()}}
	}
	var ps []Problem
	for _, e := range list[:min(len(list), maxSyntaxErrors)] {
		ps = append(ps, Problem{Kind: Broken, Package: n.Path(), Place: n.place(e.Pos), Text: e.Msg})
	}
	return ps
}

func (l *loader) typeProblem(n *node, err error) Problem {
	e, ok := errors.AsType[types.Error](err)
	if !ok {
		return Problem{Kind: Broken, Package: n.Path(), Text: err.Error()}
	}
	return Problem{Kind: Broken, Package: n.Path(), Place: n.place(l.fset.Position(e.Pos)), Text: e.Msg}
}

// listProblem is what the go command found wrong with a package and its own source does not show.
func (l *loader) listProblem(n *node) Problem {
	return Problem{Kind: Broken, Package: n.Path(), Place: n.place(parsePosition(l.Dir, n.Error.Pos)), Text: n.Error.OneLine()}
}

// embedError reports whether all that is wrong with a package is files to embed that do not exist, as in a fresh clone
// whose frontend was not built. That changes nothing for an analysis.
func embedError(e *golist.PackageError) bool {
	return strings.HasPrefix(e.Err, "pattern ")
}

// place returns the place of a position in a package.
func (n *node) place(pos token.Position) finding.Place {
	if !pos.IsValid() {
		return finding.Place{}
	}
	file := pos.Filename
	if rel, err := filepath.Rel(n.ModuleDir(), file); err == nil {
		file = rel
	}
	return finding.Place{Package: n.Path(), Module: n.Module.Path, File: filepath.ToSlash(file), Line: pos.Line, Col: pos.Column}
}

// parsePosition understands file:line:column, with a file relative to dir.
func parsePosition(dir, s string) token.Position {
	var nums []int
	for range 2 {
		i := strings.LastIndexByte(s, ':')
		if i < 0 {
			break
		}
		num, err := strconv.Atoi(s[i+1:])
		if err != nil {
			break
		}
		nums, s = append(nums, num), s[:i]
	}
	if len(nums) == 0 {
		return token.Position{}
	}
	if !filepath.IsAbs(s) {
		s = filepath.Join(dir, s)
	}
	pos := token.Position{Filename: s, Line: nums[len(nums)-1], Column: 1}
	if len(nums) == 2 {
		pos.Column = nums[0]
	}
	return pos
}

// checkToolchain refuses modules that need a newer Go than this program was built with: its type checker would not
// understand them.
func checkToolchain(g *graph) error {
	tags := build.Default.ReleaseTags
	own := tags[len(tags)-1]
	for _, n := range g.nodes {
		if n.local && version.Compare(version.Lang("go"+n.Module.GoVersion), own) > 0 {
			return &Error{Kind: golist.OldToolchain, Text: "module " + n.Module.Path + " needs go" + n.Module.GoVersion +
				" and this apilint was built with " + runtime.Version() + ": build it anew with go" + n.Module.GoVersion}
		}
	}
	return nil
}
