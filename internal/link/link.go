// Package link joins the summaries of a program's packages and answers the questions that rules ask.
package link

import (
	"sync"
	"sync/atomic"

	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/generated"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/purpose"
	"github.com/apilint/apilint/internal/summary"
)

// Program is the picture of the service that rules ask. Its answers are computed on demand and only once; it is safe for
// concurrent use.
type Program struct {
	Packages []*summary.Package // sorted by path
	Options  Options
	Graph    *graph.Graph // of all functions and types
	Flow     *flow.Tracer // of all values

	purposes *purpose.Classifier
	ties     ties

	objectsOnce sync.Once
	objects     *object.Model

	routesOnce sync.Once
	routed     atomic.Bool // routes and notes are there
	routes     []*Route
	notes      []Note
}

// New links packages.
func New(packages []*summary.Package, opts Options) *Program {
	g := graph.WithModels(packages, opts.Models.With(generated.Entries(packages)))
	return &Program{Packages: g.Packages, Options: opts, Graph: g, Flow: flow.New(g), purposes: purpose.New(g)}
}

// Objects returns what the program stores.
func (p *Program) Objects() *object.Model {
	p.objectsOnce.Do(func() { p.objects = object.New(p.Flow, p.Options.Schemas...) })
	return p.objects
}
