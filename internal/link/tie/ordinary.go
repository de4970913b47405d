package tie

import (
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
	"github.com/apilint/apilint/internal/summary"
)

// roleNames matches what roles and permissions are called.
var roleNames = regexp.MustCompile(`(?i)admin|role|perm|scope|super|staff|privilege|moderator|manager|root|\bhost\b`)

// ordinary matches the roles that people have who use a service, on whichever side: none of them may see what is others'.
var ordinary = regexp.MustCompile(`(?i)^(role[_:]?)?(user|member|viewer|reader|writer|guest|customer|client|author|contributor|commenter|` +
	`subscriber|student|patient|buyer|seller|player|regular|standard|company|employer|recruiter|candidate|applicant|freelancer|worker|` +
	`vendor|merchant|supplier|partner|landlord|renter|driver|courier|rider|organizer|creator|artist|publisher)s?$`)

// lesser matches the roles that see no more than others where there is one above them, and everything where there is none.
var lesser = regexp.MustCompile(`(?i)^(role[_:]?)?(editor|moderator|manager)s?$`)

// above matches what the roles above them are called.
var above = regexp.MustCompile(`(?i)admin|super|root`)

// admitOrdinary reports whether one of the names of roles is that of one which sees no more than others.
func admitOrdinary(names []string) bool {
	return slices.ContainsFunc(names, ordinary.MatchString) ||
		slices.ContainsFunc(names, lesser.MatchString) && slices.ContainsFunc(names, above.MatchString)
}

// AdmitsOrdinary reports whether a function that was made with texts, as RequireRole("editor") makes one, has the name of a
// role among them that does not see more than others.
func (f Function) AdmitsOrdinary() bool {
	if !admitOrdinary(f.Texts) {
		return false
	}
	return slices.ContainsFunc(f.Params[f.NParams:], func(p summary.Param) bool { return roleNames.MatchString(p.Name) || isTexts(f.Pkg, p.Type) })
}

// isTexts reports whether a type is a text or a collection of texts, or a variable of such.
func isTexts(p *summary.Package, ref summary.TypeRef) bool {
	for range 3 {
		if ref == summary.NoType || int(ref) >= len(p.Types) {
			return false
		}
		t := &p.Types[ref]
		if t.Kind == summary.KindBasic {
			return t.Name == "string"
		}
		if t.Kind == summary.KindMap {
			return true
		}
		ref = t.Elem
	}
	return false
}

// admitsOrdinary reports whether a function compares a role with one that does not see more than others.
func (c *Checker) admitsOrdinary(f *graph.Func) bool {
	known, ok := c.ordinary[f]
	if !ok {
		known = c.comparesOrdinary(f)
		c.ordinary[f] = known
	}
	return known
}

func (c *Checker) comparesOrdinary(f *graph.Func) bool {
	var names []string
	for _, in := range f.Instrs {
		if in.Op != summary.OpBinOp && !isCall(in) {
			continue
		}
		var named []string
		role := false
		for _, a := range in.Args {
			for _, r := range append(object.Elements(c.t, f, a), a) {
				k, isConst := f.Const(r)
				if isConst && k.Kind == summary.ConstString {
					named = append(named, k.Str)
				}
				role = role || !isConst && c.isRole(f, r)
			}
		}
		if role {
			names = append(names, named...)
		}
	}
	return admitOrdinary(names)
}
