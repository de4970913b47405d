package eval

import (
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// What start-up leaves behind is not what a request finds: maps have been filled, counters have counted. A trial takes no
// number and no missing key from start-up that code changes which start-up did not run.

// changing returns the fields and variables that functions change which start-up has not run.
func (m *Machine) changing() map[string]bool {
	if m.changed != nil {
		return m.changed
	}
	m.changed = map[string]bool{}
	for f := range m.Graph.Funcs {
		if m.started[f.ID] {
			continue
		}
		for _, in := range f.Instrs {
			var at string
			switch in.Op {
			case summary.OpStore:
				at = location(f, in.Args[0])
			case summary.OpMapUpdate:
				at = loaded(f, in.Args[0])
			}
			if at != "" {
				m.changed[at] = true
			}
		}
	}
	return m.changed
}

// grows reports whether the map that an operand holds gets keys while requests run.
func (m *Machine) grows(f *graph.Func, r summary.Ref) bool {
	return m.epoch > 0 && m.changing()[loaded(f, r)]
}

// counted is what a trial reads where start-up left v in the variable that addr points to.
func (m *Machine) counted(fr *frame, in *summary.Instr, addr, v Value) Value {
	inner, deps := strip(v)
	if _, isNumber := inner.(Int); !isNumber || m.epoch == 0 {
		return v
	}
	p, ok := addr.(*Ptr)
	if !ok || p.To.born > 0 || !m.changing()[location(fr.fn, in.Args[0])] {
		return v
	}
	return &Unknown{Type: m.Graph.TypeOf(fr.fn, in.Type), Deps: deps | DepState}
}

// loaded names the field or variable from which an operand is loaded, "" if it comes from elsewhere.
func loaded(f *graph.Func, r summary.Ref) string {
	if in := f.Definition(r); in != nil && in.Op == summary.OpLoad {
		return location(f, in.Args[0])
	}
	return ""
}

// location names the field or package-level variable that an address is of, "" for any other.
func location(f *graph.Func, r summary.Ref) string {
	if r.Kind() == summary.RefGlobal {
		return f.Pkg.Symbols[r.N()]
	}
	in := f.Definition(r)
	if in == nil || in.Op != summary.OpFieldAddr || in.XType < 0 {
		return ""
	}
	return f.Pkg.Types[in.XType].Name + "." + f.Sym(in)
}
