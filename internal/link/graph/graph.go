// Package graph indexes the functions and types of a program's summaries and answers who implements and who calls what.
package graph

import (
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/summary"
)

// Graph is the index over a program. It is safe for concurrent use.
type Graph struct {
	Packages []*summary.Package // sorted by path

	models  *knowledge.Models
	pkgs    map[string]*summary.Package
	funcs   map[string]*Func
	types   map[string]Type
	globals map[string]bool

	linkOnce sync.Once
	linked   map[string]bool // packages that are part of a program

	implOnce sync.Once
	impls    map[string][]*Func // interface method → methods that may answer it

	callOnce sync.Once
	callers  map[string][]Site
}

// Func is a function with its package.
type Func struct {
	*summary.Func
	Pkg *summary.Package
	g   *Graph

	regOnce sync.Once
	regs    []summary.TypeRef // the static types of registers
}

// New indexes packages.
func New(packages []*summary.Package) *Graph { return WithModels(packages, nil) }

// WithModels indexes packages together with what a user says about functions. A function of the program that a model
// describes is a black box: like a function of a library, it has no body here.
func WithModels(packages []*summary.Package, models *knowledge.Models) *Graph {
	g := &Graph{
		models:   models,
		Packages: slices.Clone(packages),
		pkgs:     map[string]*summary.Package{},
		funcs:    map[string]*Func{},
		types:    map[string]Type{},
		globals:  map[string]bool{},
	}
	slices.SortFunc(g.Packages, func(a, b *summary.Package) int { return strings.Compare(a.Path, b.Path) })
	for _, p := range g.Packages {
		g.pkgs[p.Path] = p
		for i := range p.Funcs {
			if f := &p.Funcs[i]; !g.isModelled(f.ID) {
				g.funcs[f.ID] = &Func{Func: f, Pkg: p, g: g}
			}
		}
		for i := range p.Globals {
			g.globals[p.Globals[i].ID] = true
		}
		g.indexTypes(p)
	}
	return g
}

// indexTypes prefers the declaring package's description of a type to a reference from elsewhere.
func (g *Graph) indexTypes(p *summary.Package) {
	for i := range p.Types {
		t := &p.Types[i]
		if known, ok := g.types[t.Name]; !ok || t.Local && !known.Local {
			g.types[t.Name] = Type{t, p, g}
		}
	}
}

// Package returns the package with an import path, nil if it is not the user's.
func (g *Graph) Package(path string) *summary.Package { return g.pkgs[path] }

// isModelled reports whether a model describes the function with an ID or one that encloses it.
func (g *Graph) isModelled(id string) bool {
	id, _, _ = strings.Cut(id, "$")
	return g.models.Has(id)
}

// Known returns what is known about the function or variable called symbol, nil if nothing is.
func (g *Graph) Known(symbol string) *knowledge.Entry { return g.models.Lookup(symbol) }

// Known returns what is known in f's program about the function or variable called symbol, nil if nothing is.
func (f *Func) Known(symbol string) *knowledge.Entry { return f.g.Known(symbol) }

// Func returns the function with an ID, nil if it has no body here.
func (g *Graph) Func(id string) *Func { return g.funcs[id] }

// Funcs calls yield for every function in order of package and ID.
func (g *Graph) Funcs(yield func(*Func) bool) {
	for _, p := range g.Packages {
		for i := range p.Funcs {
			if f := g.funcs[p.Funcs[i].ID]; f != nil && !yield(f) {
				return
			}
		}
	}
}

// IsGlobal reports whether id is a variable declared in the user's packages.
func (g *Graph) IsGlobal(id string) bool { return g.globals[id] }

// Place turns a position of package p into a place.
func Place(p *summary.Package, pos summary.Pos) finding.Place {
	if !pos.IsValid() {
		return finding.Place{}
	}
	return finding.Place{
		Package: p.Path, Module: p.Module, File: p.FileName(int(pos.File)),
		Line: int(pos.Line), Col: int(pos.Col), EndLine: int(pos.EndLine), EndCol: int(pos.EndCol),
	}
}

// Place returns the place of a position in f.
func (f *Func) Place(pos summary.Pos) finding.Place { return Place(f.Pkg, pos) }

// Sym returns the name that an instruction of f mentions, "" if none.
func (f *Func) Sym(in *summary.Instr) string {
	if in.Sym < 0 {
		return ""
	}
	return f.Pkg.Symbols[in.Sym]
}

// Const returns the constant behind r and whether it is one.
func (f *Func) Const(r summary.Ref) (summary.Const, bool) {
	if r.Kind() != summary.RefConst {
		return summary.Const{}, false
	}
	return f.Pkg.Consts[r.N()], true
}

// TypeOf returns a type that the body of f mentions.
func (f *Func) TypeOf(ref summary.TypeRef) Type { return f.g.Type(f.Pkg, ref) }

// Generated reports whether f stands in a generated file.
func (f *Func) Generated() bool {
	return f.Pos.IsValid() && f.Pkg.Files[f.Pos.File].Generated
}

// GlobalType returns the import path of the package that declares the variable id, and the variable's type.
func (g *Graph) GlobalType(id string) (pkg string, t Type) {
	for _, p := range g.Packages {
		if len(id) <= len(p.Path) || id[:len(p.Path)] != p.Path || id[len(p.Path)] != '.' {
			continue
		}
		if i, ok := slices.BinarySearchFunc(p.Globals, id, func(v summary.Global, id string) int { return strings.Compare(v.ID, id) }); ok {
			return p.Path, g.Type(p, p.Globals[i].Type)
		}
	}
	return "", Type{}
}
