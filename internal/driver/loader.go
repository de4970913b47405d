package driver

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sync"

	"github.com/apilint/apilint/internal/summary"
)

// errExportData says that export data from the build cache cannot be read, as after an update of the go command. The
// packages are then loaded from source.
var errExportData = errors.New("export data cannot be read")

// A loader type-checks and compiles the packages of a graph, each as soon as its imports are done, and keeps of each
// only its types and its summary.
type loader struct {
	*run
	graph   *graph
	keys    keys
	hits    map[*node]*summary.Package // what need not be compiled
	need    map[*node]bool             // what has to be loaded
	foreign foreignTypes
	fset    *token.FileSet
	sizes   types.Sizes
	slots   chan struct{} // limits the packages being worked on
	ready   map[*node]chan struct{}

	// Reading export data adds objects to packages that it merely mentions, which other goroutines may be looking at:
	// readers of export data hold types exclusively, type-checkers share it.
	types    sync.RWMutex
	imported map[string]*types.Package // by path, as gcexportdata wants it

	mu       sync.Mutex
	packages map[*node]*types.Package
	broken   map[*node]bool // type-checked and found wrong
	results  map[*node]compiled
	total    int
	err      error
}

// compiled is what is left of a local package.
type compiled struct {
	summary  *summary.Package
	problems []Problem
}

func newLoader(r *run, g *graph, k keys, s settings, hits map[*node]*summary.Package) *loader {
	return &loader{
		run:      r,
		graph:    g,
		keys:     k,
		hits:     hits,
		fset:     token.NewFileSet(),
		sizes:    types.SizesFor("gc", s.goArch),
		slots:    make(chan struct{}, r.Parallel),
		ready:    make(map[*node]chan struct{}),
		imported: map[string]*types.Package{"unsafe": types.Unsafe},
		packages: make(map[*node]*types.Package),
		broken:   make(map[*node]bool),
		results:  make(map[*node]compiled),
	}
}

// missing reports whether a package is to be compiled.
func (l *loader) missing(n *node) bool { return n.compiled && l.hits[n] == nil }

// all works through the packages, a goroutine each; those wait for their imports and then for a slot.
func (l *loader) all(ctx context.Context, useExports bool) error {
	l.locate(ctx, useExports)
	for _, n := range l.graph.nodes {
		l.ready[n] = make(chan struct{})
		if l.missing(n) {
			l.total++
		}
	}
	var wg sync.WaitGroup
	for _, n := range l.graph.nodes {
		wg.Go(func() {
			checked := sync.OnceFunc(func() { close(l.ready[n]) })
			defer checked()
			for _, to := range n.imports {
				<-l.ready[to]
			}
			if !l.need[n] {
				return // but others may wait for what is below it
			}
			l.slots <- struct{}{}
			defer func() { <-l.slots }()
			if !l.failed(ctx) {
				l.node(n, checked)
			}
		})
	}
	wg.Wait()
	if l.err != nil {
		return l.err
	}
	return ctx.Err()
}

func (l *loader) failed(ctx context.Context) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err != nil || ctx.Err() != nil
}

// node loads one package and calls checked as soon as its types are there.
func (l *loader) node(n *node, checked func()) {
	switch {
	case n.ImportPath == "unsafe":
		l.publish(n, types.Unsafe)
	case l.missing(n):
		l.compileNode(n, checked)
	case l.fromSource(n):
		pkg := l.declarations(n)
		l.publish(n, pkg)
		l.saveTypes(n, pkg)
	default:
		pkg, err := l.readTypes(n)
		if err != nil {
			l.mu.Lock()
			l.err = fmt.Errorf("%w: %s: %w", errExportData, n.ImportPath, err)
			l.mu.Unlock()
			return
		}
		l.publish(n, pkg)
	}
}

func (l *loader) publish(n *node, pkg *types.Package) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.packages[n] = pkg
}

// compileNode type-checks and compiles a local package and puts its summary into the cache.
func (l *loader) compileNode(n *node, checked func()) {
	src := l.parse(n, true)
	u := l.check(n, src)
	l.publish(n, u.pkg)
	l.mu.Lock()
	l.broken[n] = len(u.problems) > 0
	l.mu.Unlock()
	checked()

	c := l.summarize(u)
	unedited := src.content == l.keys.content[n] // since the key was made
	if unedited && len(c.problems) == 0 && !l.brokenBelow(n) {
		l.save(n, c.summary)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.results[n] = c
	l.Progress(Progress{Stage: "compile", Done: len(l.results), Total: l.total})
}

// brokenBelow reports whether a local package or one that it imports, directly or not, was found wrong.
func (l *loader) brokenBelow(n *node) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	seen := make(map[*node]bool)
	var visit func(n *node) bool
	visit = func(n *node) bool {
		if l.broken[n] {
			return true
		}
		seen[n] = true
		for _, to := range n.imports {
			if to.local && !seen[to] && visit(to) {
				return true
			}
		}
		return false
	}
	return visit(n)
}

// save puts a summary into the cache. One that cannot be encoded is not cached.
func (l *loader) save(n *node, s *summary.Package) {
	if l.store == nil {
		return
	}
	if data, err := summary.Encode(s); err == nil {
		l.store.Put(l.keys.summary[n], data)
	}
}

// declarations type-checks a package without its function bodies. Its errors are nobody's business here.
func (l *loader) declarations(n *node) *types.Package {
	src := l.parse(n, false)
	conf := l.config(n)
	conf.IgnoreFuncBodies = true
	conf.Error = func(error) {}
	l.types.RLock()
	pkg, _ := conf.Check(n.Path(), l.fset, src.files, nil)
	l.types.RUnlock()
	if !n.local {
		l.types.Lock()
		l.imported[n.Path()] = pkg
		l.types.Unlock()
	}
	return pkg
}

// source is a parsed package.
type source struct {
	files    []*ast.File
	content  string // see keys.content
	problems []Problem
}

// parse reads a package, with comments and function bodies or without both.
func (l *loader) parse(n *node, full bool) source {
	mode := parser.SkipObjectResolution
	if full {
		mode |= parser.ParseComments
	}
	var src source
	d := newDigest("files")
	for _, name := range n.files() {
		data, err := os.ReadFile(name)
		if err != nil {
			src.problems = append(src.problems, Problem{Kind: Broken, Package: n.Path(), Text: err.Error()})
			continue
		}
		d.add(filepath.Base(name))
		d.addBytes(data)
		if !full {
			data = cutBodies(data)
		}
		f, err := parser.ParseFile(l.fset, name, data, mode)
		if err != nil {
			src.problems = append(src.problems, l.syntaxProblems(n, err)...)
		}
		if f != nil {
			src.files = append(src.files, f)
		}
	}
	src.content = d.sum()
	return src
}

func (l *loader) config(n *node) *types.Config {
	conf := &types.Config{
		Importer:    importer{l, n},
		Sizes:       l.sizes,
		FakeImportC: true,
	}
	if n.Module != nil && n.Module.GoVersion != "" {
		conf.GoVersion = "go" + n.Module.GoVersion
	}
	return conf
}

// An importer resolves the imports of one package.
type importer struct {
	l *loader
	n *node
}

func (i importer) Import(path string) (*types.Package, error) {
	to := i.n.imports[path]
	switch {
	case to == nil && i.n.cycle:
		return nil, errors.New("import cycle not allowed")
	case to == nil:
		return nil, errors.New("not found")
	case to.Error != nil && len(to.GoFiles)+len(to.CgoFiles) == 0:
		return nil, errors.New(to.Error.OneLine())
	}
	i.l.mu.Lock()
	defer i.l.mu.Unlock()
	pkg := i.l.packages[to]
	if pkg == nil {
		return nil, errors.New("not loaded")
	}
	return pkg, nil
}
