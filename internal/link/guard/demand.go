package guard

import (
	"cmp"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/limit"
	"github.com/apilint/apilint/internal/link/route"
	"github.com/apilint/apilint/internal/link/wiring"
	"github.com/apilint/apilint/internal/summary"
)

// A role is demanded of callers who are known if they are refused under conditions that compare what is known of them with
// something that the program names: a text, a number, a flag, the name by which a policy or a table is asked. Such
// conditions are found by running the chain for a caller of whom nothing is known but that there is one. Whether one of them
// bars the way is found by running the chain again, with a caller who always fails it: nothing that the route does must happen
// then. So it does not matter how the program puts conditions together, in loops, flags or helpers, nor what it calls a role: whoever
// has one of which the name says that it sees more than others is a question that package tie asks.

// denial is a refusal of a known caller for reasons that the program names.
type denial struct {
	element int // of the chain
	fails   map[spot]bool
	ways    [][]reason // that lead there with the same outcomes of the same conditions
}

// reason is a condition on the way to a refusal.
type reason struct {
	at   spot
	side bool   // how it turned out
	name string // what it is about
}

// spot is a branch of a function, whoever called that.
type spot struct {
	fn    *graph.Func
	block int32
}

// Policy stands for whatever a policy engine demands that is asked about the route.
const Policy = "policy"

// maxDenials bounds the refusals of one route for which the chain is run again.
const maxDenials = 4

// demands is what a route demands of callers who are known.
type demands struct {
	roles   []string // or permissions, for people
	denies  bool     // some of them are told that they may not, whatever decides about that
	starved bool
}

// demandsOf looks for what route r, of which element by of the chain authenticates callers, demands beyond that. The handler
// runs as it does for people who use it, so watch sees it.
func (c *Court) demandsOf(app *wiring.App, r *route.Route, by int, watch *limit.Watch, fuel int) demands {
	t := c.newTrial(app, r)
	t.watch = watch
	t.caller, t.whole, t.fuel, t.by = true, true, fuel, by
	t.runForRoles(nil)
	d := demands{denies: t.denies, starved: app.Machine.Starved()}
	for i := range t.chain {
		if k := t.known(&t.chain[i]); k != nil && k.Is == knowledge.Permits {
			d.roles, d.denies = appendNew(d.roles, Policy), true
		}
	}
	s := search{court: c, app: app, route: r, known: t, fuel: fuel / 2}
	for _, x := range t.denials[:min(len(t.denials), maxDenials)] {
		if name := x.name(t.denials); name != "" && !slices.Contains(d.roles, name) && s.isBarredBy(x) {
			d.roles, d.denies = append(d.roles, name), true
		}
	}
	if all, ok := united(t.denials); ok && len(d.roles) == 0 && s.isBarredBy(all) {
		d.roles, d.denies = append(d.roles, all.name(nil)), true
	}
	return d
}

// search looks for what bars the way of callers who are known.
type search struct {
	court *Court
	app   *wiring.App
	route *route.Route
	known *trial // of a caller who may meet all demands
	fuel  int    // that is left
}

// isBarredBy reports whether callers for whom the conditions of a denial turn out as they do there get nowhere.
func (s *search) isBarredBy(d denial) bool {
	if s.fuel <= 0 {
		return false
	}
	t := s.court.newTrial(s.app, s.route)
	t.caller, t.whole, t.fuel, t.by = true, true, s.fuel, s.known.by
	t.goal = s.known.goalBeyond(d.element)
	t.runForRoles(d.fails)
	s.fuel -= t.fuel - t.spare - s.app.Machine.Fuel
	return !t.got && !s.app.Machine.Starved()
}

// united returns a denial of whoever is refused by one of several in the same element, for there are several ways to tell who
// one is. There is none if their conditions contradict each other.
func united(denials []denial) (denial, bool) {
	if len(denials) < 2 {
		return denial{}, false
	}
	all := denial{element: denials[0].element, fails: map[spot]bool{}}
	for _, d := range denials {
		if d.element != all.element {
			return denial{}, false
		}
		for at, side := range d.fails {
			if known, ok := all.fails[at]; ok && known != side {
				return denial{}, false
			}
			all.fails[at] = side
		}
		all.ways = append(all.ways, d.ways...)
	}
	return all, true
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// runForRoles runs the chain for a caller for whom conditions turn out as given.
func (t *trial) runForRoles(fails map[spot]bool) {
	t.m.Roles, t.m.Met = true, nil
	t.m.Assume = func(l eval.Literal) (side, ok bool) {
		side, ok = fails[spot{l.Site.Caller, l.Block}]
		return side, ok
	}
	t.run()
	t.m.Roles, t.m.Assume, t.m.Met = false, nil, nil
}

// goal is what a caller must not get to.
type goal struct {
	kind    goalKind
	element int
}

type goalKind uint8

const (
	noGoal goalKind = iota
	toElement
	toAnswer
	toData
)

// goalBeyond returns what a trial got to beyond element i of the chain.
func (t *trial) goalBeyond(i int) goal {
	switch {
	case i < len(t.chain):
		return goal{toElement, i + 1}
	case len(t.answers) > 0: // not the data: that of the caller is read before
		return goal{kind: toAnswer}
	}
	return goal{kind: toData}
}

// gets notes that the request gets to a goal, which ends a trial that asks for no more.
func (t *trial) gets(g goal) {
	if t.goal == g && g.kind != noGoal {
		t.got = true
		t.spare, t.m.Fuel = t.spare+t.m.Fuel, 0
	}
}

// tells notes the only text that a function of the program is called with: one that decides whether the caller may is told for
// what.
func (t *trial) tells(c *eval.Call) {
	told := ""
	for _, a := range c.Args {
		if s, exact := eval.Text(a); exact && s != "" {
			if told != "" {
				return
			}
			told = s
		}
	}
	if told != "" {
		t.told[t.m.Next()] = told
	}
}

// nameOf returns what the program calls a condition on the caller: the text that it compares something with, or the one that the
// function around it was told. An error about the object that the client asks for has other reasons as well, such as whose it is.
func (t *trial) nameOf(l eval.Literal) string {
	if l.Deps&eval.DepInput != 0 && isErrorTest(t.graph, l) {
		return ""
	}
	return cmp.Or(l.Text, t.told[l.Frame], comparedWith(t.graph, l))
}

// isErrorTest reports whether a condition asks whether there is an error.
func isErrorTest(g *graph.Graph, l eval.Literal) bool {
	f := l.Site.Caller
	if f == nil {
		return false
	}
	cond, _ := f.Condition(int(l.Block))
	in := f.Definition(cond)
	return in != nil && in.Op == summary.OpBinOp && slices.ContainsFunc(in.Args, func(a summary.Ref) bool {
		def := f.Definition(a)
		return def != nil && g.TypeOf(f, def.Type).IsError()
	})
}

// denied notes that the present path ends in a refusal of a caller who is known, if conditions with a name led there.
// Forbidden tells that the answer says so: other answers may be about credentials that are wrong until callers are known.
func (t *trial) denied(forbidden bool) {
	d := denial{element: t.idx, fails: map[spot]bool{}}
	var way []reason
	for _, l := range slices.Backward(t.m.Lits[min(t.base[t.idx], len(t.m.Lits)):]) {
		if l.Known || l.Deps&eval.DepCredential == 0 {
			continue
		}
		t.denies = t.denies || forbidden
		r := reason{spot{l.Site.Caller, l.Block}, l.True, t.nameOf(l)}
		if !isName(r.name) || isBan(l) || !forbidden && !t.isAboutRole(l) {
			continue
		}
		if _, ok := d.fails[r.at]; !ok {
			d.fails[r.at] = r.side
		}
		if d.fails[r.at] == r.side { // else an earlier step of a loop, which went on
			way = append(way, r)
		}
	}
	if len(way) == 0 {
		return
	}
	slices.Reverse(way)
	d.ways = [][]reason{way}
	t.note(d)
}

// isBan reports whether a condition refuses those who are what it names, as accounts that are suspended: all others may.
func isBan(l eval.Literal) bool { return l.SameKnown && l.True == l.Same }

// isAboutRole reports whether a condition that leads to an answer other than that the caller may not is about what the caller
// may. Where callers are authenticated only a rank is: a text may be the scheme of a credential, and a flag that it is valid.
func (t *trial) isAboutRole(l eval.Literal) bool {
	return l.Deps&eval.DepInput == 0 && (t.idx > t.by || t.idx == t.by && l.Rank)
}

// maxName bounds what is called like a role.
const maxName = 60

// isName reports whether a text may name roles: no statement, no sentence.
func isName(s string) bool {
	return s != "" && len(s) <= maxName && !strings.ContainsAny(s, "\n\t?=%$(){}<>")
}

// note keeps a denial, together with those that the same conditions lead to.
func (t *trial) note(d denial) {
	i := slices.IndexFunc(t.denials, func(known denial) bool {
		return known.element == d.element && maps.Equal(known.fails, d.fails)
	})
	if i < 0 {
		t.denials = append(t.denials, d)
		return
	}
	t.denials[i].ways = append(t.denials[i].ways, d.ways...)
}

// name says what the callers whom a denial is for do not have. A condition of which the other side is refused as well decides
// nothing about that.
func (d *denial) name(all []denial) string {
	var texts []string
	for _, way := range d.ways {
		var names []string
		for _, r := range way {
			if !slices.Contains(names, r.name) && !slices.ContainsFunc(all, func(o denial) bool { return o.refuses(r.at, !r.side) }) {
				names = append(names, r.name)
			}
		}
		if text := strings.Join(names, " or "); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, ", ")
}

// refuses reports whether a denial has a condition turn out as given.
func (d *denial) refuses(at spot, side bool) bool {
	is, ok := d.fails[at]
	return ok && is == side
}

// comparedWith returns the constant that a branch compares something with, itself or in the function that it asks.
func comparedWith(g *graph.Graph, l eval.Literal) string {
	f := l.Site.Caller
	if f == nil {
		return ""
	}
	cond, _ := f.Condition(int(l.Block))
	return comparedIn(g, f, cond, 0)
}

func comparedIn(g *graph.Graph, f *graph.Func, r summary.Ref, depth int) string {
	in := f.Definition(r)
	if in == nil || depth > 3 {
		return ""
	}
	switch in.Op {
	case summary.OpNot:
		return comparedIn(g, f, in.Args[0], depth+1)
	case summary.OpBinOp:
		if op := token.Token(in.N); op == token.EQL || op == token.NEQ {
			return f.OnlyText(in.Args)
		}
	case summary.OpCall, summary.OpInvoke:
		if s := f.OnlyText(in.Args); s != "" {
			return s
		}
		if callee := g.Func(f.Sym(in)); callee != nil {
			return comparedByFunc(g, callee, depth)
		}
	}
	return ""
}

// comparedByFunc returns what a function that only returns a comparison compares with.
func comparedByFunc(g *graph.Graph, f *graph.Func, depth int) string {
	if len(f.Blocks) != 1 {
		return ""
	}
	last := f.Blocks[0].Instrs[len(f.Blocks[0].Instrs)-1]
	if last.Op != summary.OpReturn || len(last.Args) != 1 {
		return ""
	}
	return comparedIn(g, f, last.Args[0], depth+1)
}
