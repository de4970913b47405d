package hosted

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/summary"
)

// linkable is the fact that a package can be linked: its summary, if it is the user's, and those of all the user's packages
// below it, by import path.
//
// A package carries what is below it along because hosts hand on facts about packages only from direct imports. A
// summary is compressed once and then copied, so that a package pays for what is below it in bytes and not in work.
type linkable struct {
	Packages []object
}

// object is a compressed summary.
type object struct {
	Path string
	Data []byte
}

// AFact marks linkable as a fact.
func (*linkable) AFact() {}

func (l *linkable) String() string {
	var paths []string
	for _, o := range l.Packages {
		paths = append(paths, o.Path)
	}
	return fmt.Sprintf("linkable(%s)", strings.Join(paths, " "))
}

// merge returns a fact with the packages of several.
func merge(facts ...*linkable) *linkable {
	objects := map[string]object{}
	for _, f := range facts {
		for _, o := range f.Packages {
			objects[o.Path] = o
		}
	}
	merged := new(linkable)
	for _, path := range slices.Sorted(maps.Keys(objects)) {
		merged.Packages = append(merged.Packages, objects[path])
	}
	return merged
}

// has reports whether the package with an import path is in l.
func (l *linkable) has(path string) bool {
	_, ok := slices.BinarySearchFunc(l.Packages, path, func(o object, path string) int { return strings.Compare(o.Path, path) })
	return ok
}

// pack returns the fact with one package.
func pack(p *summary.Package) (*linkable, error) {
	data, err := summary.Encode(p)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return &linkable{Packages: []object{{Path: p.Path, Data: buf.Bytes()}}}, nil
}

// unpack returns the summaries in l, in order of their import paths.
func (l *linkable) unpack() ([]*summary.Package, error) {
	var packages []*summary.Package
	for _, o := range l.Packages {
		data, err := io.ReadAll(flate.NewReader(bytes.NewReader(o.Data)))
		if err != nil {
			return nil, fmt.Errorf("summary of %s: %w", o.Path, err)
		}
		p, err := summary.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("summary of %s: %w", o.Path, err)
		}
		packages = append(packages, p)
	}
	return packages, nil
}
