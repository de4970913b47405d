package driver

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/driver/store"
	"github.com/apilint/apilint/internal/summary"
)

// load returns the summaries of the local packages, in the order of the graph: those that the cache has, and the others
// after compiling their packages.
func (r *run) load(ctx context.Context, g *graph, s settings) ([]*summary.Package, error) {
	if err := checkToolchain(g); err != nil {
		return nil, err
	}
	var k keys
	if r.store != nil {
		k = r.keys(g, s)
	}
	hits := r.lookup(k)
	loaded, err := r.compileMissing(ctx, g, k, s, hits)
	if err != nil {
		return nil, err
	}
	var summaries []*summary.Package
	for _, n := range g.nodes {
		c := loaded[n]
		if hit := hits[n]; hit != nil {
			c = compiled{summary: hit}
		}
		r.result.Problems = append(r.result.Problems, c.problems...)
		if c.summary != nil {
			summaries = append(summaries, c.summary)
		}
	}
	r.result.Stats.Packages = len(summaries)
	r.result.Stats.Compiled = len(summaries) - len(hits)
	return summaries, nil
}

// compileMissing compiles the packages that are not among the hits. A package that turns out to be broken takes the hits
// above it with it: the cache has them for the time before it broke, and what they see of it now is not what its
// declarations say.
func (r *run) compileMissing(ctx context.Context, g *graph, k keys, s settings, hits map[*node]*summary.Package) (map[*node]compiled, error) {
	useExports := true
	for {
		l := newLoader(r, g, k, s, hits)
		if err := l.all(ctx, useExports); errors.Is(err, errExportData) && useExports {
			useExports = false
			continue
		} else if err != nil {
			return nil, err
		}
		spoiled := false
		for _, n := range g.nodes {
			if hits[n] != nil && l.brokenBelow(n) {
				delete(hits, n)
				spoiled = true
			}
		}
		if !spoiled {
			return l.results, nil
		}
	}
}

// lookup returns the summaries that the cache has.
func (r *run) lookup(k keys) map[*node]*summary.Package {
	wanted := slices.Collect(maps.Keys(k.summary))
	hits := make(map[*node]*summary.Package)
	for i, s := range inParallel(r.Parallel, wanted, func(n *node) *summary.Package { return r.cached(k.summary[n]) }) {
		if s != nil {
			hits[wanted[i]] = s
		}
	}
	return hits
}

// cached returns a summary that the cache has, nil if it has none or it is damaged.
func (r *run) cached(key store.Key) *summary.Package {
	data, ok := r.store.Get(key)
	if !ok {
		return nil
	}
	s, err := summary.Decode(data)
	if err != nil {
		return nil
	}
	return s
}

// settings asks the go command what it is and what it builds for.
func (r *run) settings(ctx context.Context) (settings, error) {
	env, err := golist.Env(ctx, r.Dir, "GOVERSION", "GOARCH")
	return settings{goVersion: env["GOVERSION"], goArch: env["GOARCH"]}, err
}
