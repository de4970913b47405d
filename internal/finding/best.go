package finding

// Best collects the findings about several things and keeps the most certain one about each, of those the gravest, the first
// of equals.
type Best struct {
	found map[Place]Finding
	order []Place // of what, as it came
}

// Add adds a finding about what lies at a place.
func (b *Best) Add(what Place, f Finding) {
	if b.found == nil {
		b.found = map[Place]Finding{}
	}
	old, ok := b.found[what]
	if !ok {
		b.order = append(b.order, what)
	}
	if !ok || f.Confidence > old.Confidence || f.Confidence == old.Confidence && f.Severity > old.Severity {
		b.found[what] = f
	}
}

// Report calls report for every finding kept.
func (b *Best) Report(report func(Finding)) {
	for _, what := range b.order {
		report(b.found[what])
	}
}
