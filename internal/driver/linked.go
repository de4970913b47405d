package driver

import (
	"bytes"
	"encoding/gob"
	"slices"

	"github.com/apilint/apilint/internal/driver/store"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/summary"
)

// linked is what link and the rules say of a program. It is kept under what the packages mean, so that an edit that means
// nothing to them, of a comment or of a helper that nobody calls yet, ends where the package has been compiled.
type linked struct {
	Findings   []finding.Finding // as the rules reported them
	Notes      []Problem
	Ran        []string // the rules that came to their end
	Directives []int    // those that declare routes public, by their numbers among all
	Lines      []line   // of all places above, in their order, two for each
}

// line names a line of a file by a line that means something.
type line struct {
	Number int // of the last one at or before it that does, among those of its file; or kept
	Beyond int // lines after that
	Gap    int // to the next line that means something, if Beyond is not 0
}

// kept is the number of a line that is none, or not one of the program's.
const kept = -1

// places calls yield for all places, in an order that depends on nothing else.
func (l *linked) places(yield func(*finding.Place)) {
	for i := range l.Findings {
		f := &l.Findings[i]
		yield(&f.Place)
		for j := range f.Trace {
			yield(&f.Trace[j].Place)
		}
		for j := range f.Fixes {
			for k := range f.Fixes[j].Edits {
				yield(&f.Fixes[j].Edits[k].Place)
			}
		}
	}
	for i := range l.Notes {
		yield(&l.Notes[i].Place)
	}
}

// meanings are those of all packages of a program.
type meanings struct {
	key   store.Key
	lines map[fileName][]int32
}

type fileName struct{ module, file string }

// meanings returns what a program means, nil if results by meaning are not kept: for want of a cache, because more than the
// findings is wanted, or because tests make a file part of two packages.
func (r *run) meanings(summaries []*summary.Package) *meanings {
	if r.store == nil || r.NeedProgram || r.Tests {
		return nil
	}
	d := newDigest("linked")
	d.add(r.tool, r.Salt)
	for _, rl := range r.Rules {
		d.add("rule", rl.Name)
	}
	m := &meanings{lines: make(map[fileName][]int32)}
	for i, meaning := range inParallel(r.Parallel, summaries, (*summary.Package).Meaning) {
		d.addBytes(meaning.Sum[:])
		p := summaries[i]
		for j, lines := range meaning.Lines {
			m.lines[fileName{p.Module, p.FileName(j)}] = lines
		}
	}
	m.key = d.key()
	return m
}

// linked returns what is kept about a program, with its lines as they are now; nil if there is nothing.
func (r *run) linked(m *meanings) *linked {
	if m == nil {
		return nil
	}
	data, ok := r.store.Get(m.key)
	l := new(linked)
	if !ok || gob.NewDecoder(bytes.NewReader(data)).Decode(l) != nil || !l.move(m) {
		return nil
	}
	return l
}

// keep stores what was found out about a program.
func (r *run) keep(m *meanings, l *linked) {
	if m == nil || !l.anchor(m) {
		return
	}
	var buf bytes.Buffer
	if gob.NewEncoder(&buf).Encode(l) == nil {
		r.store.Put(m.key, buf.Bytes())
	}
}

// anchor sets the lines of l, and reports whether all could be named.
func (l *linked) anchor(m *meanings) bool {
	fine := true
	l.places(func(p *finding.Place) {
		for _, n := range []int{p.Line, p.EndLine} {
			at, ok := m.name(p, n)
			l.Lines = append(l.Lines, at)
			fine = fine && ok
		}
	})
	return fine
}

func (m *meanings) name(p *finding.Place, n int) (line, bool) {
	if n == 0 || p.Package == "" {
		return line{Number: kept}, true
	}
	return nameLine(m.lines[fileName{p.Module, p.File}], n)
}

// nameLine names line n by the lines of its file that mean something. It fails before the first of them and after the last.
func nameLine(lines []int32, n int) (line, bool) {
	i, ok := slices.BinarySearch(lines, int32(n))
	switch {
	case ok:
		return line{Number: i}, true
	case i == 0 || i == len(lines):
		return line{}, false
	}
	before := int(lines[i-1])
	return line{Number: i - 1, Beyond: n - before, Gap: int(lines[i]) - before}, true
}

// find returns where the line with a name is among lines, unless something was put in or taken out nearby.
func (at line) find(lines []int32) (int, bool) {
	if at.Number >= len(lines) {
		return 0, false
	}
	n := int(lines[at.Number]) + at.Beyond
	return n, at.Beyond == 0 || at.Number+1 < len(lines) && int(lines[at.Number+1]-lines[at.Number]) == at.Gap
}

// move gives all places the lines on which they are now, and reports whether it is known of all of them.
func (l *linked) move(m *meanings) bool {
	fine, next := true, 0
	l.places(func(p *finding.Place) {
		for _, n := range []*int{&p.Line, &p.EndLine} {
			if next >= len(l.Lines) || !m.find(p, l.Lines[next], n) {
				fine = false
				return
			}
			next++
		}
	})
	return fine
}

func (m *meanings) find(p *finding.Place, at line, n *int) (ok bool) {
	if at.Number != kept {
		*n, ok = at.find(m.lines[fileName{p.Module, p.File}])
		return ok
	}
	return true
}
