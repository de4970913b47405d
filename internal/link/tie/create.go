package tie

import (
	"slices"

	"github.com/apilint/apilint/internal/link/access"
)

// creates describes the making of an object if the client chooses whose it is, or below which other object it stands. It
// reports false for what is made in the caller's name, which may stand below objects of others: comments do.
func (c *Checker) creates(u *Use) bool {
	l := u.way.loaded
	if l.Table == nil || l.Upsert || c.objects.IsCallers(l.Table) || slices.ContainsFunc(slices.Concat(l.values, l.writes), (*set).hasCaller) {
		return false
	}
	for i, p := range l.Set {
		if p.Table == nil {
			p.Table = l.Table
		}
		owner := p.Table == l.Table && c.isOwner(p) && l.Table.Declares(p.Column)
		parent := c.objects.Parent(l.Table, p.Column)
		if p.Table != l.Table || !owner && parent == nil {
			continue
		}
		if c.takeKeys(u, p, l.writes[i]) {
			u.Owned = u.Owned || owner
			u.Parent = parent
		}
	}
	for i, p := range l.Preds { // of the objects that INSERT … SELECT reads
		if p.Table == nil || p.Table == l.Table || !p.Equal || !p.Key && !p.Table.IsKey(p.Column) || len(c.objects.Owners(p.Table)) == 0 {
			continue
		}
		if c.takeKeys(u, p, l.values[i]) {
			u.Parent = p.Table
		}
	}
	return len(u.Keys) > 0
}

// takeKeys adds the parts of the request among the sources of a value to the keys of a use, and reports whether there are any.
func (c *Checker) takeKeys(u *Use, p access.Pred, values *set) bool {
	found := false
	for _, s := range c.chosenAmong(values) {
		if s.kind == fromRequest {
			u.addKeys([]Key{s.key}, p)
			found = true
		}
	}
	// What may also come out of an object that was read was chosen by the program, at least on some way.
	u.Open = u.Open || found && slices.ContainsFunc(values.list, func(s source) bool { return s.kind == fromObject })
	return found
}

func (s *set) hasCaller() bool { return s.has(fromCaller) }
