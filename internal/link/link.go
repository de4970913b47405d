// Package link joins the summaries of a program's packages and answers the questions that rules ask.
package link

import "github.com/apilint/apilint/internal/summary"

// Options configure a link.
type Options struct{}

// Program is the picture of the service that rules ask. Its answers are computed on demand and only once.
type Program struct {
	Packages []*summary.Package // sorted by path
}

// New links packages.
func New(packages []*summary.Package, opts Options) *Program {
	return &Program{Packages: packages}
}
