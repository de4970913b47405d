package driver

import (
	"bytes"
	"context"
	"go/types"
	"io"
	"os"
	"slices"

	"golang.org/x/tools/go/gcexportdata"

	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/driver/store"
)

// foreignTypes tell where the types of foreign packages come from, the best source first: compiled export data in the build
// cache, export data that an earlier run wrote, and the package's source.
type foreignTypes struct {
	exports map[*node]string // files in the build cache
	written map[*node][]byte
	direct  map[*node]bool // imported by local packages; worth writing
}

// locate decides which packages have to be loaded, and from where.
//
// The go command is asked for export data only when something is missing that the cache knows no place of, since this
// takes it a quarter of a second and more. What it says is remembered; the names of files in the build cache are
// those of their contents, so a file that is still there is still right.
func (l *loader) locate(ctx context.Context, useExports bool) {
	l.foreign = foreignTypes{exports: make(map[*node]string), written: make(map[*node][]byte), direct: make(map[*node]bool)}
	var unknown []string
	for n := range l.graph.needed(l.missing, func(n *node) bool { return n.local }) {
		if n.local || n.ImportPath == "unsafe" {
			continue
		}
		l.foreign.direct[n] = true
		if !n.overLocal && !l.remembered(n, useExports) {
			unknown = append(unknown, n.ImportPath)
		}
	}
	if useExports && len(unknown) > 0 && len(l.Self) > 0 {
		l.ask(ctx, unknown)
	}
	l.need = l.graph.needed(l.missing, func(n *node) bool { return l.missing(n) || l.fromSource(n) })
}

// remembered looks for a foreign package in what earlier runs left.
func (l *loader) remembered(n *node, useExports bool) bool {
	if name, ok := l.store.Get(l.typesKey(n, "file")); ok && useExports {
		if _, err := os.Stat(string(name)); err == nil {
			l.foreign.exports[n] = string(name)
			return true
		}
	}
	data, ok := l.store.Get(l.typesKey(n, "types"))
	if ok {
		l.foreign.written[n] = data
	}
	return ok
}

// ask asks the go command for export data of packages and of what they import. Without an answer, they are read from source.
func (l *loader) ask(ctx context.Context, paths []string) {
	slices.Sort(paths)
	files, err := golist.Exports(ctx, l.list, l.Self, paths)
	if err != nil {
		return
	}
	for path, file := range files {
		n := l.graph.byID[path]
		if n == nil || n.local || n.overLocal {
			continue
		}
		l.foreign.exports[n] = file
		if l.foreign.direct[n] {
			l.store.Put(l.typesKey(n, "file"), []byte(file))
		}
	}
}

func (l *loader) typesKey(n *node, kind string) store.Key {
	d := newDigest(kind)
	d.add(l.keys.api[n])
	return d.key()
}

// fromSource reports whether a package is type-checked from source: local ones are, so that an edit never waits for a
// compiler; foreign ones that import local ones have to agree with them on what their types are; others if there is nothing
// better.
func (l *loader) fromSource(n *node) bool {
	return n.local || n.overLocal ||
		n.ImportPath != "unsafe" && l.foreign.exports[n] == "" && l.foreign.written[n] == nil
}

// readTypes reads export data.
func (l *loader) readTypes(n *node) (*types.Package, error) {
	var in io.Reader = bytes.NewReader(l.foreign.written[n])
	if name := l.foreign.exports[n]; name != "" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		//lint:ignore SA1019 what the build cache holds are archives; a failure makes the driver read sources
		if in, err = gcexportdata.NewReader(f); err != nil {
			return nil, err
		}
	}
	l.types.Lock()
	defer l.types.Unlock()
	return gcexportdata.Read(in, l.fset, l.imported, n.ImportPath)
}

// saveTypes writes the types of a foreign package that local ones import.
func (l *loader) saveTypes(n *node, pkg *types.Package) {
	if l.store == nil || !l.foreign.direct[n] || n.overLocal {
		return
	}
	defer func() { _ = recover() }() // the types of a package with errors may be beyond writing
	var buf bytes.Buffer
	l.types.RLock()
	defer l.types.RUnlock()
	if err := gcexportdata.Write(&buf, l.fset, pkg); err == nil {
		l.store.Put(l.typesKey(n, "types"), buf.Bytes())
	}
}
