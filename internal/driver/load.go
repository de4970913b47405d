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
	"slices"
	"sync"

	"golang.org/x/tools/go/gcexportdata"

	"github.com/apilint/apilint/internal/driver/golist"
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
	fset    *token.FileSet
	sizes   types.Sizes
	exports map[string]string // files with export data
	slots   chan struct{}     // limits the packages being worked on
	ready   map[*node]chan struct{}

	// Reading export data adds objects to packages that it merely mentions, which other goroutines may be looking at:
	// readers of export data hold types exclusively, type-checkers share it.
	types    sync.RWMutex
	imported map[string]*types.Package // by path, as gcexportdata wants it

	mu       sync.Mutex
	packages map[*node]*types.Package
	results  map[*node]compiled
	done     int
	total    int
	err      error
}

// compiled is what is left of a local package.
type compiled struct {
	summary  *summary.Package
	problems []Problem
}

// load returns the summaries of the local packages, in the order of the graph.
func (r *run) load(ctx context.Context, g *graph) ([]*summary.Package, error) {
	r.Progress(Progress{Stage: "load"})
	env, err := golist.Env(ctx, r.Dir, "GOARCH", "GOVERSION")
	if err != nil {
		return nil, err
	}
	if err := checkToolchain(g); err != nil {
		return nil, err
	}
	exports := r.exports(ctx, g)
	results, err := r.loadWith(ctx, g, env["GOARCH"], exports)
	if errors.Is(err, errExportData) {
		results, err = r.loadWith(ctx, g, env["GOARCH"], nil)
	}
	if err != nil {
		return nil, err
	}
	var summaries []*summary.Package
	for _, n := range g.nodes {
		c := results[n]
		r.result.Problems = append(r.result.Problems, c.problems...)
		if c.summary != nil {
			summaries = append(summaries, c.summary)
		}
	}
	r.result.Stats.Packages = len(summaries)
	r.result.Stats.Compiled = len(summaries)
	return summaries, nil
}

// exports returns what the build cache holds of the packages that local ones import; failing that, nothing.
func (r *run) exports(ctx context.Context, g *graph) map[string]string {
	if len(r.Self) == 0 {
		return nil
	}
	direct := make(map[string]bool)
	for _, n := range g.nodes {
		for _, to := range n.imports {
			if n.local && !to.local && to.ForTest == "" {
				direct[to.ImportPath] = true
			}
		}
	}
	paths := make([]string, 0, len(direct))
	for p := range direct {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	if len(paths) == 0 {
		return nil
	}
	exports, err := golist.Exports(ctx, r.list, r.Self, paths)
	if err != nil {
		return nil
	}
	return exports
}

func (r *run) loadWith(ctx context.Context, g *graph, arch string, exports map[string]string) (map[*node]compiled, error) {
	l := &loader{
		run:      r,
		graph:    g,
		fset:     token.NewFileSet(),
		sizes:    types.SizesFor("gc", arch),
		exports:  exports,
		slots:    make(chan struct{}, r.Parallel),
		ready:    make(map[*node]chan struct{}),
		imported: map[string]*types.Package{"unsafe": types.Unsafe},
		packages: make(map[*node]*types.Package),
		results:  make(map[*node]compiled),
	}
	return l.results, l.all(ctx)
}

// all works through the needed packages, a goroutine each; those wait for their imports and then for a slot.
func (l *loader) all(ctx context.Context) error {
	nodes := l.graph.needed(l.fromSource)
	for _, n := range nodes {
		l.ready[n] = make(chan struct{})
		if n.local {
			l.total++
		}
	}
	var wg sync.WaitGroup
	for _, n := range nodes {
		wg.Go(func() {
			checked := sync.OnceFunc(func() { close(l.ready[n]) })
			defer checked()
			for _, to := range n.imports {
				if ready := l.ready[to]; ready != nil {
					<-ready
				}
			}
			l.slots <- struct{}{}
			defer func() { <-l.slots }()
			if l.failed(ctx) {
				return
			}
			l.node(n, checked)
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

// fromSource reports whether a foreign package is to be type-checked from source: without export data there is no other
// way, and a package that imports local ones has to agree with them on what their types are.
func (l *loader) fromSource(n *node) bool {
	return n.ImportPath != "unsafe" && (n.overLocal || l.exports[n.ImportPath] == "")
}

// node loads one package and calls checked as soon as its types are there.
func (l *loader) node(n *node, checked func()) {
	switch {
	case n.ImportPath == "unsafe":
		l.publish(n, types.Unsafe)
	case n.local:
		l.publishLocal(n, checked)
	case l.fromSource(n):
		l.publish(n, l.foreign(n))
	default:
		pkg, err := l.readExport(n)
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

func (l *loader) publishLocal(n *node, checked func()) {
	src := l.parse(n, parser.ParseComments|parser.SkipObjectResolution)
	u := l.check(n, src)
	l.publish(n, u.pkg)
	checked()
	c := compiled{problems: u.problems}
	if n.compiled {
		s, problem := l.summarize(u)
		c.summary = s
		if problem != nil {
			c.problems = append(c.problems, *problem)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.results[n] = c
	l.done++
	l.Progress(Progress{Stage: "compile", Done: l.done, Total: l.total})
}

// foreign type-checks a package without its function bodies. Its errors are nobody's business here.
func (l *loader) foreign(n *node) *types.Package {
	src := l.parse(n, parser.SkipObjectResolution)
	for _, f := range src.files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				fn.Body = nil
			}
		}
	}
	conf := l.config(n)
	conf.IgnoreFuncBodies = true
	conf.Error = func(error) {}
	l.types.RLock()
	pkg, _ := conf.Check(n.Path(), l.fset, src.files, nil)
	l.types.RUnlock()
	l.types.Lock()
	l.imported[n.Path()] = pkg
	l.types.Unlock()
	return pkg
}

func (l *loader) readExport(n *node) (*types.Package, error) {
	f, err := os.Open(l.exports[n.ImportPath])
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, err
	}
	l.types.Lock()
	defer l.types.Unlock()
	return gcexportdata.Read(in, l.fset, l.imported, n.ImportPath)
}

// source is a parsed package.
type source struct {
	files    []*ast.File
	problems []Problem
}

func (l *loader) parse(n *node, mode parser.Mode) source {
	var src source
	for _, name := range slices.Concat(n.GoFiles, n.CgoFiles) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(n.Dir, name)
		}
		f, err := parser.ParseFile(l.fset, name, nil, mode)
		if err != nil && n.local {
			src.problems = append(src.problems, l.syntaxProblems(n, err)...)
		}
		if f != nil {
			src.files = append(src.files, f)
		}
	}
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
	if to == nil {
		if i.n.cycle {
			return nil, errors.New("import cycle not allowed")
		}
		return nil, errors.New("not found")
	}
	i.l.mu.Lock()
	pkg := i.l.packages[to]
	i.l.mu.Unlock()
	if to.Error != nil && len(to.GoFiles) == 0 {
		return nil, errors.New(to.Error.Err)
	}
	if pkg == nil {
		return nil, errors.New("not loaded")
	}
	return pkg, nil
}
