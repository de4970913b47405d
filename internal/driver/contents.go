package driver

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/driver/store"
)

// contents hashes everything that a scope holds, false if some of it cannot be read.
func (p *replay) contents(s scope) (store.Key, bool) {
	d := newDigest("result")
	d.add(string(p.question[:]))
	var names []string
	paths := make([]string, 0, len(s.Modules))
	for path := range s.Modules {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		rel := s.Modules[path]
		d.add(path, rel)
		root := filepath.Join(p.Dir, filepath.FromSlash(rel))
		dirs := sourceDirs(root)
		if len(dirs) == 0 {
			return store.Key{}, false
		}
		for _, dir := range dirs {
			names = append(names, p.sources(dir)...)
		}
		for _, name := range []string{"go.mod", "go.sum", filepath.Join("vendor", "modules.txt")} {
			addFile(d, filepath.Join(root, name))
		}
	}
	for _, rel := range s.Packages {
		path := filepath.Join(p.Dir, filepath.FromSlash(rel))
		entries, err := os.ReadDir(path)
		if err != nil {
			return store.Key{}, false
		}
		names = append(names, p.sources(sourceDir{path, entries})...)
	}
	for i, sum := range p.hashAll(names) {
		if sum == nil {
			return store.Key{}, false
		}
		rel, err := filepath.Rel(p.Dir, names[i])
		if err != nil {
			return store.Key{}, false
		}
		d.add(filepath.ToSlash(rel), string(sum))
	}
	return d.key(), true
}

// sources returns the names of the Go files of a directory that a run looks at.
func (p *replay) sources(dir sourceDir) []string {
	var names []string
	for _, e := range dir.entries {
		if strings.HasSuffix(e.Name(), ".go") && !e.IsDir() && (p.Tests || !strings.HasSuffix(e.Name(), "_test.go")) {
			names = append(names, filepath.Join(dir.path, e.Name()))
		}
	}
	return names
}

// hashAll returns the hashes of files, nil for those that cannot be read.
func (p *replay) hashAll(names []string) [][]byte {
	sums := make([][]byte, len(names))
	var wg sync.WaitGroup
	for w := range p.Parallel {
		wg.Go(func() {
			for i := w; i < len(names); i += p.Parallel {
				if data, err := os.ReadFile(names[i]); err == nil {
					sum := sha256.Sum256(data)
					sums[i] = sum[:]
				}
			}
		})
	}
	wg.Wait()
	return sums
}

// A sourceDir is a directory that may hold a package.
type sourceDir struct {
	path    string
	entries []os.DirEntry
}

// sourceDirs returns the directories that the pattern ./... looks into at the root of a module, in order: all but those of
// nested modules, vendor and testdata directories, and those whose name begins with a dot or an underscore.
func sourceDirs(root string) []sourceDir {
	var dirs []sourceDir
	var walk func(path string)
	walk = func(path string) {
		entries, err := os.ReadDir(path)
		if err != nil || path != root && slices.ContainsFunc(entries, isGoMod) {
			return
		}
		dirs = append(dirs, sourceDir{path, entries})
		for _, e := range entries {
			name := e.Name()
			if e.IsDir() && name[0] != '.' && name[0] != '_' && name != "testdata" && name != "vendor" {
				walk(filepath.Join(path, name))
			}
		}
	}
	walk(root)
	return dirs
}

func isGoMod(e os.DirEntry) bool { return e.Name() == "go.mod" && !e.IsDir() }
