// Package hosted runs the engine inside programs that analyze one package at a time: go vet, golangci-lint, nogo and
// whatever else runs go/analysis.
//
// [Compile] visits every package, compiles those of the user's modules and hands their summaries up as facts. A link
// analyzer joins, at every main package, the summaries of what that program is made of; the rules report through it, by
// the seam that package rule has for this. What no main package imports, directly or not, is never linked here.
//
// Passes read nothing but their pass: no file, no environment, no clock.
package hosted

// Host says how the program differs that the analyzers run in.
type Host struct {
	// Nolint says that the host itself obeys //nolint comments and judges whether they are of use.
	Nolint bool
	// Flat says that the host shows nothing but a position and a message, so that the message takes the trace along.
	Flat bool
	// Fragile says that an analyzer which fails takes the host down, and with it what others found.
	Fragile bool
}
