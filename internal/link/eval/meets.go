package eval

import (
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// compared lets an unknown answer remember what was compared, or looked for in what.
func compared(answer Value, operands ...Value) Value {
	if u, ok := answer.(*Unknown); ok {
		u.Args = operands
	}
	return answer
}

// meets says in a few words what a condition brings something together with: the known text or number that it is compared
// with, the texts among which it is looked for, the flag that it is; "" if nothing is known of that. ref is the condition.
func (m *Machine) meets(fr *frame, cond Value, ref summary.Ref) string {
	u, ok := cond.(*Unknown)
	switch {
	case !ok || u.From != "":
		return ""
	case len(u.Args) == 0:
		return m.flag(fr.fn, ref)
	}
	var texts []string
	number := ""
	for _, v := range u.Args {
		inner, _ := strip(v)
		if i, isIface := inner.(*Iface); isIface {
			inner, _ = strip(i.V)
		}
		switch x := inner.(type) {
		case Str:
			texts = m.knownText(texts, x)
		case *Slice:
			for _, c := range x.Elems {
				texts = m.knownText(texts, m.read(c))
			}
		case Int:
			number = strconv.FormatInt(int64(x), 10)
		}
	}
	if len(texts) > 0 {
		return strings.Join(texts, " or ")
	}
	if what := subject(fr.fn, ref, 0); number != "" && number != "0" && what != "" {
		return what + " " + number
	}
	return ""
}

// sense tells how a condition meets what it is about: by size, or with which outcome it is the same or among it.
func sense(f *graph.Func, ref summary.Ref) (rank, same, known bool) {
	same = true
	for range maxSubject {
		in := f.Definition(ref)
		switch {
		case in == nil:
			return false, false, false
		case in.Op == summary.OpNot:
			same = !same
			ref = in.Args[0]
			continue
		case in.Op == summary.OpBinOp && token.Token(in.N) == token.NEQ:
			same = !same
		case in.Op == summary.OpBinOp && token.Token(in.N) != token.EQL:
			return true, false, false
		}
		return false, same, true
	}
	return false, false, false
}

// maxMet bounds the texts of one condition that are named.
const maxMet = 6

func (m *Machine) knownText(texts []string, v Value) []string {
	if s, ok := Text(v); ok && s != "" && len(texts) < maxMet {
		texts = append(texts, s)
	}
	return texts
}

// flag returns the name of the field of the program's own types that a condition is read from.
func (m *Machine) flag(f *graph.Func, ref summary.Ref) string {
	for range 3 {
		in := f.Definition(ref)
		if in == nil {
			return ""
		}
		switch in.Op {
		case summary.OpNot, summary.OpLoad:
			ref = in.Args[0]
		case summary.OpFieldAddr, summary.OpField:
			if t := m.Graph.TypeOf(f, in.XType).Deref(); t.IsKnown() && t.Local {
				return strings.ToLower(f.Sym(in))
			}
			return ""
		default:
			return ""
		}
	}
	return ""
}

// metBy says what the call met that a condition is the answer of, or the steps of this function that it sums up; "" if that is
// nothing, or too much to decide anything. A stored answer about the caller is read where it was asked for.
func (m *Machine) metBy(fr *frame, ref summary.Ref, stored bool) string {
	from, to := len(m.Met), len(m.Met)
	for range maxSubject {
		in := fr.fn.Definition(ref)
		if in == nil {
			break
		}
		part, ok := fr.asked[in]
		switch {
		case ok:
			from, to = part[0], part[1]
		case in.Op == summary.OpPhi:
			from = fr.met
		case len(in.Args) > 0 && (in.Op == summary.OpExtract || in.Op == summary.OpNot || in.Op == summary.OpBinOp):
			ref = in.Args[0]
			continue
		}
		break
	}
	if stored && from == to {
		from = fr.met
	}
	var texts []string
	for _, text := range m.Met[min(from, to):to] {
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	if len(texts) > maxMet {
		return ""
	}
	return strings.Join(texts, " or ")
}

// answered notes what a call met.
func (m *Machine) answered(fr *frame, in *summary.Instr, from int) {
	if from == len(m.Met) {
		return
	}
	if fr.asked == nil {
		fr.asked = map[*summary.Instr][2]int{}
	}
	fr.asked[in] = [2]int{from, len(m.Met)}
}

// maxSubject bounds the instructions between a condition and what it is about.
const maxSubject = 8

// subject names what an operand is about: the field that it is read from, or the key by which it was asked for.
func subject(f *graph.Func, ref summary.Ref, depth int) string {
	in := f.Definition(ref)
	if in == nil || depth > maxSubject {
		return ""
	}
	switch in.Op {
	case summary.OpFieldAddr, summary.OpField:
		return strings.ToLower(f.Sym(in))
	case summary.OpCall, summary.OpInvoke, summary.OpLookup:
		return f.OnlyText(in.Args)
	case summary.OpPhi:
		for _, a := range in.Args {
			if s := subject(f, a, depth+1); s != "" {
				return s
			}
		}
		return ""
	case summary.OpLoad, summary.OpExtract, summary.OpTypeAssert, summary.OpConvert, summary.OpChangeType, summary.OpMakeIface, summary.OpBinOp, summary.OpNot:
		return subject(f, in.Args[0], depth+1)
	}
	return ""
}
