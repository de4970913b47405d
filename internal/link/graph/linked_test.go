package graph_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/graph"
)

const (
	mainSource = `package main

import "m/store"

func main() { store.Count(store.New()) }
`
	storeSource = `package store

type Store interface{ Len() int }

type memory []int

func (m memory) Len() int { return len(m) }

func New() Store { return memory{} }

func Count(s Store) int { return s.Len() }
`
	mocksSource = `package mocks

import "m/store"

type Mock struct{}

func (Mock) Len() int { return 0 }

func New() store.Store { return Mock{} }
`
)

func TestMocksDoNotAnswerPrograms(t *testing.T) {
	t.Parallel()
	const method = "(m/store.Store).Len"
	files := map[string]string{"go.mod": "module m\ngo 1.26\n", "store/store.go": storeSource, "mocks/mocks.go": mocksSource}
	tests := []struct {
		name string
		main string
		want []string
	}{
		{"a program without mocks", mainSource, []string{"(m/store.memory).Len"}},
		{"a program with mocks", "package main\n\nimport (\n\t\"m/mocks\"\n\t\"m/store\"\n)\n\nfunc main() { store.Count(mocks.New()) }\n",
			[]string{"(m/mocks.Mock).Len", "(m/store.memory).Len"}},
		{"no program", "", []string{"(m/mocks.Mock).Len", "(m/store.memory).Len"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			all := maps.Clone(files)
			if tt.main != "" {
				all["main.go"] = tt.main
			}
			var got []string
			for _, f := range graph.New(compiletest.Files(t, all)).Implementations(method) {
				got = append(got, f.ID)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s may run %q, want %q", method, got, tt.want)
			}
		})
	}
}
