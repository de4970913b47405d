package driver

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/driver/golist"
)

// A node is a package in the graph of imports.
type node struct {
	*golist.Package
	local bool
	// compiled tells whether the package is to be summarised. Of a package that exists with and without its tests, only the
	// variant with its own tests is; variants that merely import such a one are type-checked only.
	compiled bool
	imports  map[string]*node // by import path as written in the source
	cycle    bool             // some import was dropped because it leads back here
	// overLocal marks a foreign package that imports a local one, directly or not.
	overLocal bool
}

// A graph holds the packages of a run, each after everything that it imports.
type graph struct {
	nodes []*node
	byID  map[string]*node // by import path with the mark of a test variant
}

// newGraph connects packages. Imports that would close a cycle are left out: the go command accepts none, but with -e it
// describes them.
func newGraph(listed []*golist.Package) *graph {
	g := &graph{byID: make(map[string]*node, len(listed))}
	for _, p := range listed {
		g.byID[p.ImportPath] = &node{Package: p, local: p.Local()}
	}
	state := make(map[*node]int, len(listed)) // 1: being visited, 2: done
	var visit func(n *node)
	visit = func(n *node) {
		state[n] = 1
		n.imports = make(map[string]*node, len(n.Imports))
		written := make(map[string]string, len(n.ImportMap))
		for path, id := range n.ImportMap {
			written[id] = path
		}
		for _, id := range n.Imports {
			to := g.byID[id]
			if to == nil {
				continue // "C"; "unsafe" is a node
			}
			if state[to] == 0 {
				visit(to)
			}
			if state[to] == 1 {
				n.cycle = true
				continue
			}
			n.imports[cmp.Or(written[id], id)] = to
			n.overLocal = n.overLocal || to.local || to.overLocal
		}
		state[n] = 2
		g.nodes = append(g.nodes, n)
	}
	for _, p := range listed {
		if n := g.byID[p.ImportPath]; state[n] == 0 {
			visit(n)
		}
	}
	g.choose()
	return g
}

// choose decides which of the variants of the local packages are compiled: every package is, one way or the other.
//
// One might leave out packages that cannot matter, such as those that import nothing but leaves of the standard library. They
// would have to be proven inert: a package without a single foreign import can hold the entity, the handler or the helper
// that the question turns on. Those that can be proven inert, because they hold only types and constants, have no functions
// to compile and cost next to nothing as it is.
func (g *graph) choose() {
	for _, n := range g.nodes {
		switch {
		case !n.local, n.Name == "main" && n.ForTest == "" && g.testMain(n):
		case n.ForTest == "":
			_, tested := g.byID[n.ImportPath+" ["+n.ImportPath+".test]"]
			n.compiled = !tested
		default:
			n.compiled = n.Path() == n.ForTest || n.Path() == n.ForTest+"_test"
		}
	}
}

// testMain reports whether n is a main package that go test generates.
func (g *graph) testMain(n *node) bool {
	base, ok := strings.CutSuffix(n.ImportPath, ".test")
	return ok && g.byID[base] != nil
}

// isLocal reports whether an import path is that of a local package.
func (g *graph) isLocal(path string) bool {
	n := g.byID[path]
	return n != nil && n.local
}

// needed returns the packages that have to be loaded so that those of roots can be compiled: these, and the direct imports of
// whatever is loaded from source. It calls source once for each such package, importers before imports.
func (g *graph) needed(roots func(*node) bool, source func(*node) bool) map[*node]bool {
	need := make(map[*node]bool)
	for _, n := range slices.Backward(g.nodes) {
		if !need[n] && !roots(n) {
			continue
		}
		need[n] = true
		if source(n) {
			for _, to := range n.imports {
				need[to] = true
			}
		}
	}
	return need
}

// modules returns the directories of the local modules.
func (g *graph) modules() map[string]string {
	dirs := make(map[string]string)
	for _, n := range g.nodes {
		if n.local {
			dirs[n.Module.Path] = n.ModuleDir()
		}
	}
	return dirs
}
