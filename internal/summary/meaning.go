package summary

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"slices"
	"strings"
)

// Meaning is what a package says to link, whatever lines it stands on.
type Meaning struct {
	// Sum is a hash. It does not depend on comments, blank lines and functions that say nothing: helpers of the package that
	// nobody calls yet and that only compute.
	Sum [sha256.Size]byte
	// Lines are the lines of each file that what is said stands on, sorted. Where two packages have equal sums, line i of one
	// holds what line i of the other does.
	Lines [][]int32
}

// Meaning returns the meaning of p.
func (p *Package) Meaning() Meaning {
	w := &meaning{p: p, h: sha256.New(), types: make([]int32, len(p.Types))}
	w.text(p.Path, p.Name, p.Module, p.Dir)
	w.list(p.Imports)
	w.list(p.Deps)
	w.number(len(p.Files))
	for _, f := range p.Files {
		w.text(f.Name)
		w.flag(f.Generated)
	}
	for i := range p.Types {
		if p.Types[i].Local {
			w.typ(TypeRef(i))
		}
	}
	for i := range p.Globals {
		g := &p.Globals[i]
		w.text("var", g.ID)
		w.typ(g.Type)
		w.pos(g.Pos)
	}
	mentioned := p.mentioned()
	for i := range p.Funcs {
		if f := &p.Funcs[i]; mentioned[f.ID] || !f.isIdle() {
			w.function(f)
		}
	}
	for i := range p.Texts {
		w.put(&p.Texts[i])
	}
	for _, n := range p.Notes {
		w.text("note", n.Text)
		w.pos(n.Pos)
	}
	lines := w.lines()
	for i := range p.Directives {
		w.directive(&p.Directives[i], lines)
	}
	w.flush()
	m := Meaning{Lines: lines}
	w.h.Sum(m.Sum[:0])
	return m
}

// mentioned returns the functions that instructions of p mention.
func (p *Package) mentioned() map[string]bool {
	set := map[string]bool{}
	for i := range p.Funcs {
		for b := range p.Funcs[i].Blocks {
			for j := range p.Funcs[i].Blocks[b].Instrs {
				in := &p.Funcs[i].Blocks[b].Instrs[j]
				if in.Sym >= 0 {
					set[p.Symbols[in.Sym]] = true
				}
				for _, a := range in.Args {
					if a.Kind() == RefFunc {
						set[p.Symbols[a.N()]] = true
					}
				}
			}
		}
	}
	return set
}

// isIdle reports whether f, if the package does not mention it, has no part in the program: nobody can call it from elsewhere, and
// it does nothing but compute.
func (f *Func) isIdle() bool {
	if f.Exported || f.HasRecv || f.Outer != "" || f.Synth || f.Name == "main" || strings.HasPrefix(f.Name, "init") {
		return false
	}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			if !f.Blocks[b].Instrs[i].computes() {
				return false
			}
		}
	}
	return true
}

// computes reports whether an instruction only makes a value of others.
func (in *Instr) computes() bool {
	switch in.Op {
	case OpBinOp, OpNot, OpNeg, OpConvert, OpChangeType, OpPhi, OpReturn, OpIf, OpJump, OpExtract, OpUnreachable:
		for _, a := range in.Args {
			if k := a.Kind(); k == RefGlobal || k == RefFunc {
				return false
			}
		}
		return true
	}
	return false
}

// meaning is the writing of a package to a hash. Types are numbered as they come, so that the numbers in the tables of the package, which
// depend on every function, do not matter.
type meaning struct {
	p      *Package
	h      hash.Hash
	buf    []byte
	types  []int32 // number of each type, 0 if it has not come yet
	next   int32
	places []Pos // that came
}

func (w *meaning) flush() {
	w.h.Write(w.buf)
	w.buf = w.buf[:0]
}

func (w *meaning) number(ns ...int) {
	for _, n := range ns {
		w.buf = binary.AppendVarint(w.buf, int64(n))
	}
	if len(w.buf) > 1<<14 {
		w.flush()
	}
}

func (w *meaning) text(texts ...string) {
	for _, s := range texts {
		w.number(len(s))
		w.buf = append(w.buf, s...)
	}
}

func (w *meaning) list(texts []string) {
	w.number(len(texts))
	w.text(texts...)
}

func (w *meaning) flag(b bool) {
	n := 0
	if b {
		n = 1
	}
	w.number(n)
}

// pos writes all of a place but its lines, which have to wait for those of the others.
func (w *meaning) pos(p Pos) {
	w.number(int(p.File), int(p.Col), int(p.EndCol))
	w.places = append(w.places, p)
}

// lines returns the lines of the places that came, by file, and writes which of them each place is on.
func (w *meaning) lines() [][]int32 {
	lines := make([][]int32, len(w.p.Files))
	for _, p := range w.places {
		if p.IsValid() {
			lines[p.File] = append(lines[p.File], p.Line, max(p.Line, p.EndLine))
		}
	}
	for i := range lines {
		slices.Sort(lines[i])
		lines[i] = slices.Clip(slices.Compact(lines[i]))
	}
	for _, p := range w.places {
		if p.IsValid() {
			w.number(rank(lines[p.File], p.Line), rank(lines[p.File], p.EndLine))
		}
	}
	return lines
}

// rank returns how many lines are before one.
func rank(lines []int32, line int32) int {
	i, _ := slices.BinarySearch(lines, line)
	return i
}

func (w *meaning) refs(refs []TypeRef) {
	w.number(len(refs))
	for _, r := range refs {
		w.typ(r)
	}
}

// typ writes the number of a type, and what it is when it comes for the first time.
func (w *meaning) typ(r TypeRef) {
	if r < 0 {
		w.number(-1)
		return
	}
	if n := w.types[r]; n != 0 {
		w.number(int(n))
		return
	}
	w.next++
	w.types[r] = w.next
	t := &w.p.Types[r]
	w.number(0, int(t.Kind))
	w.text(t.Name, t.Origin)
	w.refs(t.Args)
	w.typ(t.Under)
	w.typ(t.Elem)
	w.typ(t.Key)
	w.number(len(t.Fields))
	for i := range t.Fields {
		f := &t.Fields[i]
		w.text(f.Name, f.Tag)
		w.typ(f.Type)
		w.flag(f.Embedded)
		w.pos(f.Pos)
	}
	w.refs(t.Params)
	w.refs(t.Result)
	w.number(len(t.Methods))
	for i := range t.Methods {
		m := &t.Methods[i]
		w.text(m.Name, m.Func)
		w.list(m.Path)
		w.typ(m.Type)
	}
	w.flag(t.Local)
	w.flag(t.Exported)
	w.flag(t.Variadic)
	w.pos(t.Pos)
}

func (w *meaning) params(params []Param) {
	w.number(len(params))
	for _, p := range params {
		w.text(p.Name)
		w.typ(p.Type)
	}
}

func (w *meaning) function(f *Func) {
	w.text("func", f.ID, f.Name, f.Outer)
	w.typ(f.Sig)
	w.number(f.NParams, f.NFree, f.NRegs, int(f.Recover), len(f.Blocks))
	w.flag(f.HasRecv)
	w.flag(f.Exported)
	w.flag(f.Synth)
	w.params(f.Params)
	w.params(f.Results)
	w.pos(f.Pos)
	for i := range f.Blocks {
		b := &f.Blocks[i]
		w.number(int(b.Idom), len(b.Succs), len(b.Preds), len(b.Instrs))
		for _, s := range b.Succs {
			w.number(int(s))
		}
		for _, p := range b.Preds {
			w.number(int(p))
		}
		for j := range b.Instrs {
			w.instr(&b.Instrs[j])
		}
	}
}

func (w *meaning) instr(in *Instr) {
	w.number(int(in.Op), int(in.Mode), int(in.N), int(in.Dst), len(in.Args))
	if in.Sym >= 0 {
		w.text(w.p.Symbols[in.Sym])
	}
	w.typ(in.Type)
	w.typ(in.XType)
	for _, a := range in.Args {
		w.ref(a)
	}
	w.pos(in.Pos)
}

func (w *meaning) ref(r Ref) {
	w.number(int(r.Kind()))
	switch r.Kind() {
	case RefReg:
		w.number(r.N())
	case RefConst:
		c := &w.p.Consts[r.N()]
		w.number(int(c.Kind), int(c.Int))
		w.text(c.Str)
		w.typ(c.Type)
	case RefGlobal, RefFunc, RefBuiltin:
		w.text(w.p.Symbols[r.N()])
	}
}

// put writes a text that is put together.
func (w *meaning) put(t *Text) {
	w.text("text")
	w.list(t.Literals)
	w.pos(t.Pos)
	for _, v := range t.Values {
		w.flag(v.Text)
		w.pos(v.Pos)
	}
}

// directive writes a directive and which lines it covers.
func (w *meaning) directive(d *Directive, lines [][]int32) {
	w.number(int(d.Kind), int(d.File))
	w.list(d.Rules)
	w.text(d.Reason, d.Text)
	w.number(rank(lines[d.File], d.First), rank(lines[d.File], d.Last+1))
}
