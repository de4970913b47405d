package inventory

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/link/tie"
)

var accesses = map[knowledge.Access]Access{
	knowledge.Insert: Create, knowledge.Read: Read, knowledge.Update: Update, knowledge.Delete: Delete,
}

var ties = map[tie.Tie]Tie{tie.ByQuery: ByQuery, tie.ByCheck: ByCheck, tie.ByCaller: ByCaller, tie.ByRole: ByRole}

// objects lists the stored data that r touches, if that is asked for.
func (b builder) objects(r *link.Route) []Object {
	out := []Object{}
	if !b.Objects {
		return out
	}
	for _, t := range b.program.Touches(r) {
		o := Object{
			Name: t.Table.Name, Access: accesses[t.Op], Checked: t.Tie != tie.Free, Tie: ties[t.Tie],
			Owner: owner(b.program.Objects().Owners(t.Table)), Keys: []Key{},
		}
		for _, k := range t.Keys {
			o.Keys = append(o.Keys, Key{k.Part, k.Name})
		}
		out = append(out, o)
	}
	return out
}

// owner names the most telling of several owners.
func owner(owners []object.Owner) string {
	if len(owners) == 0 {
		return ""
	}
	return owners[0].Table + "." + owners[0].Column
}

// String says what is done to which objects: "read orders by id, tied by query".
func (o *Object) String() string {
	s := string(o.Access) + " " + o.Name
	for i, k := range o.Keys {
		if i == 0 {
			s += " by "
		} else {
			s += "/"
		}
		s += k.String()
	}
	switch {
	case o.Checked:
		s += ", tied by " + string(o.Tie)
	case o.Owner != "" && len(o.Keys) > 0:
		s += ", not tied"
	}
	return s
}

// String is the name of the key or, if that is not known, where it stands.
func (k Key) String() string {
	if k.Name == "" {
		return k.In
	}
	return k.Name
}

// touched lists what r touches.
func touched(r *Route) string {
	var texts []string
	for i := range r.Objects {
		texts = append(texts, r.Objects[i].String())
	}
	return strings.Join(texts, "; ")
}
