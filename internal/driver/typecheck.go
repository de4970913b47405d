package driver

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/compile"
	"github.com/apilint/apilint/internal/finding"
	linkgraph "github.com/apilint/apilint/internal/link/graph"
)

// maxErrors is the number of errors shown for a package.
const maxErrors = 10

// A unit is a type-checked local package.
type unit struct {
	*node
	files    []*ast.File
	pkg      *types.Package
	info     *types.Info
	errors   []token.Pos // of all type errors
	problems []Problem
}

// check type-checks a local package. A broken one has types too, as far as they can be told.
func (l *loader) check(n *node, src source) unit {
	u := unit{node: n, files: slices.DeleteFunc(src.files, func(f *ast.File) bool { return f.Name == nil }),
		problems: src.problems}
	u.info = &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	syntaxErrors := len(u.problems) > 0
	conf := l.config(n)
	conf.Error = func(err error) {
		if e, ok := errors.AsType[types.Error](err); ok {
			u.errors = append(u.errors, e.Pos)
		}
		if !syntaxErrors && !consequence(err) { // after a syntax error, most would be consequences
			u.problems = append(u.problems, l.typeProblem(n, err))
		}
	}
	l.types.RLock()
	u.pkg, _ = conf.Check(n.Path(), l.fset, u.files, u.info)
	l.types.RUnlock()
	if u.suspect() {
		u.amputate()
	}
	if n.Error != nil && len(u.problems) == 0 && !embedError(n.Error) {
		u.problems = append(u.problems, l.listProblem(n))
	}
	if more := len(u.problems) - maxErrors; more > 0 {
		u.problems = u.problems[:maxErrors]
		u.problems[maxErrors-1].Text += fmt.Sprintf(" (and %d more errors in this package)", more)
	}
	return u
}

// consequence reports whether an error follows from another one, in this package or in what it imports: the constants that
// a foreign package takes from C have no type here.
func consequence(err error) bool {
	return strings.Contains(err.Error(), "invalid type)") || strings.Contains(err.Error(), "with invalid type")
}

// summarize compiles a package. What goes wrong in a well-typed package is a mistake of ours; in a broken one it
// goes without saying.
func (l *loader) summarize(u unit) (c compiled) {
	c.problems = u.problems
	broken := len(u.problems) > 0
	internal := func(place finding.Place, stack, format string, args ...any) {
		if !broken {
			c.problems = append(c.problems, Problem{Kind: Internal, Package: u.Path(), Place: place,
				Text: fmt.Sprintf(format, args...), Stack: stack})
		}
	}
	defer func() {
		if e := recover(); e != nil {
			internal(finding.Place{}, string(debug.Stack()), "compile %s: %v", u.Path(), e)
		}
	}()
	c.summary = l.compile(compile.Input{
		Fset:   l.fset,
		Files:  u.files,
		Pkg:    u.pkg,
		Info:   u.info,
		Sizes:  l.sizes,
		Module: u.Module.Path,
		Dir:    u.relDir(),
		Local:  l.graph.isLocal,
		Tests:  l.Tests,
	})
	for _, note := range c.summary.Notes {
		internal(linkgraph.Place(c.summary, note.Pos), "", "%s", note.Text)
	}
	return c
}

// relDir returns the slash-separated directory of a local package relative to its module.
func (n *node) relDir() string {
	rel, err := filepath.Rel(n.ModuleDir(), n.Dir)
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}
