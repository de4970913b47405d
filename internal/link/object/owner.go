package object

import (
	"slices"
	"strings"
)

// maxLevels bounds the way from a row to the parent that has an owner.
const maxLevels = 3

// Owners returns the columns that say whose the rows of a table are, the most telling one first; none if nobody owns them.
func (m *Model) Owners(t *Table) []Owner {
	if t == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	owners, ok := m.owners[t]
	if !ok {
		owners = m.resolve(t, map[*Table]bool{})
		m.owners[t] = owners
	}
	return owners
}

// IsCallers reports whether the rows of a table are those who call: users, customers.
func (m *Model) IsCallers(t *Table) bool {
	return t != nil && m.isCallers(t)
}

func (m *Model) isCallers(t *Table) bool {
	switch word := lastWord(t.stem); {
	case word == "user" || word == "admin":
		return true
	case word == "account": // an account of a bank has an owner, one of a service a password
		return t.hasColumn(func(c *Column) bool { return strings.Contains(c.Name, "password") || c.Name == "email" })
	case accountables[word]: // the customers of a shop call, those of an accountant belong to him
		return !t.hasColumn(func(c *Column) bool {
			owner, tenant := ownerName(c.Name)
			return owner && !tenant && !c.Key && !accountableNames[c.Name]
		})
	}
	return false
}

func (t *Table) hasColumn(is func(*Column) bool) bool { return slices.ContainsFunc(t.Columns, is) }

func (m *Model) resolve(t *Table, busy map[*Table]bool) []Owner {
	if busy[t] || len(busy) >= maxLevels {
		return nil
	}
	busy[t] = true
	defer delete(busy, t)
	var owners []Owner
	for _, c := range t.Columns {
		if o, ok := m.direct(t, c, busy); ok {
			owners = append(owners, o)
		}
	}
	if len(owners) == 0 {
		owners = m.inherited(t, busy)
	}
	if len(owners) == 0 {
		owners = m.shared(t)
	}
	slices.SortStableFunc(owners, func(a, b Owner) int { return rank(a) - rank(b) })
	return owners
}

// rank orders owners: persons before groups, certain ones before those that a name suggests.
func rank(o Owner) int {
	n := 0
	if o.Tenant {
		n += 2
	}
	if !o.Sure {
		n++
	}
	return n
}

// direct returns the owner that a column of the table itself names.
func (m *Model) direct(t *Table, c *Column, busy map[*Table]bool) (Owner, bool) {
	o := Owner{Table: t.Name, Column: c.Name, Fields: c.Fields}
	named, tenant := ownerName(c.Name)
	o.Tenant, o.Maker = tenant, makers[c.Name] || c.Name == "uid" // which may be the row's own as well
	if t.identifies(c) || c.silent {
		return o, false
	}
	if c.Caller && !m.isCallers(t) && (tenant || !m.isOwnedParent(t, c, busy)) {
		o.Sure = true
		return o, true
	}
	if parent := m.tables[c.References]; parent != nil && parent != t {
		if m.isCallers(parent) {
			o.Sure = true
			return o, true
		}
		if named && !tenant || tenant && tenants[lastWord(parent.stem)] && !m.isOwnedParent(t, c, busy) {
			o.Sure = true
			return o, true
		}
		return o, false // the parent decides
	}
	if !named || m.isCallers(t) && !tenant {
		return o, false
	}
	if parent := m.parent(t, c); tenant && parent != nil {
		return o, m.isCallers(parent) || m.isCallersColumn(c.Name) && !m.isOwnedParent(t, c, busy)
	}
	return o, true
}

// identifies reports whether a column alone tells which row it is. One of several of which the key is made does not: the owner may
// be among them.
func (t *Table) identifies(c *Column) bool {
	return c.Key && !t.hasColumn(func(other *Column) bool { return other.Key && other != c })
}

// isOwnedParent reports whether a column of t leads to rows that have an owner of their own.
func (m *Model) isOwnedParent(t *Table, c *Column, busy map[*Table]bool) bool {
	parent := m.parent(t, c)
	return parent != nil && !m.isCallers(parent) && len(m.resolve(parent, busy)) > 0
}

// isCallersColumn reports whether the program binds a column of this name to its callers, in whatever table: what holds
// their organization in one place holds it in the next.
func (m *Model) isCallersColumn(name string) bool {
	for _, t := range m.tables {
		if c := t.byName[name]; c != nil && c.Caller {
			return true
		}
	}
	return false
}

// inherited returns the owners of the rows to which a row belongs.
func (m *Model) inherited(t *Table, busy map[*Table]bool) []Owner {
	for _, c := range t.Columns {
		parent := m.parent(t, c)
		if parent == nil || c.silent {
			continue
		}
		var owners []Owner
		for _, o := range m.resolve(parent, busy) {
			o.Via = append([]string{parent.Name}, o.Via...)
			o.Fields = nil
			owners = append(owners, o)
		}
		if len(owners) > 0 {
			return owners
		}
	}
	return nil
}

// Declares reports whether a column is made to hold who owns a row: it is called so, or a foreign key. Others may be compared with
// the caller too.
func (t *Table) Declares(column string) bool {
	c := t.Column(column)
	if c == nil {
		return false
	}
	named, _ := ownerName(c.Name)
	return named || c.References != ""
}

// Parent returns the table whose keys a column holds, if its rows have owners; nil otherwise.
func (m *Model) Parent(t *Table, column string) *Table {
	c := t.Column(column)
	if c == nil || c.Key {
		return nil
	}
	if p := m.parent(t, c); p != nil && len(m.Owners(p)) > 0 {
		return p
	}
	return nil
}

// parent returns the table whose keys a column holds: by a declared foreign key, else by its name.
func (m *Model) parent(t *Table, c *Column) *Table {
	p := m.tables[c.References]
	if c.References == "" {
		base, ok := strings.CutSuffix(c.Name, "_id")
		if !ok {
			return nil
		}
		p = m.tables[base]
		if p == nil {
			p = m.tables[lastWord(base)]
		}
	}
	if p == t {
		return nil
	}
	return p
}

// membership are the words in the names of tables that list who may use what.
var membership = []string{"member", "collaborator", "participant", "permission", "access", "role", "share", "grant", "acl"}

// shared returns the owners that another table lists for the rows of t: members of a project, shares of a document.
func (m *Model) shared(t *Table) []Owner {
	var owners []Owner
	for _, name := range m.stems() {
		list := m.tables[name]
		if list == t || !slices.ContainsFunc(membership, func(w string) bool { return strings.Contains(list.stem, w) }) && !isPair(list.stem, t.stem) {
			continue
		}
		refers, person := false, ""
		for _, c := range list.Columns {
			if c.silent {
				continue
			}
			refers = refers || m.parent(list, c) == t
			if named, tenant := ownerName(c.Name); named && !tenant {
				person = c.Name
			}
		}
		if refers && person != "" {
			owners = append(owners, Owner{Table: list.Name, Column: person, Via: []string{list.Name}})
		}
	}
	return owners
}

// isPair reports whether a table's name joins another table with users: user_project, project_user.
func isPair(list, other string) bool {
	for p := range persons {
		if list == p+"_"+other || list == other+"_"+p {
			return true
		}
	}
	return false
}

func (m *Model) stems() []string {
	var names []string
	for s := range m.tables {
		names = append(names, s)
	}
	slices.Sort(names)
	return names
}
