package flow

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/link/graph"
)

// Path is a part of a value: the fields and elements that lead to it from the outside in. Pointers are followed without
// mention. The empty Path is the whole value.
//
// Besides names of fields there are these elements:
//
//	[]      any element of a slice, array, map or channel
//	[3]     the element with a constant index
//	["k"]   the element with a constant key
//	[#]     any key of a map
//	#1      an element of a tuple
//	()1     a result of calling the value
//	!       the text of the value, as its own Error, String or LogValue method or package fmt writes it
//	{}      the value as encoding/json and the like write it
//	<T>     the value if it has the concrete type T
type Path string

const separator = "\x1f"

// The elements of paths that are not names.
const (
	anyElem  = "[]"
	anyKey   = "[#]"
	textForm = "!"
	dataForm = "{}"
	maxPath  = 8 // longer paths are given up: they come from recursive types
)

// Field returns the path of a field, and of a field in it, and so on.
func Field(names ...string) Path { return Path(strings.Join(names, separator)) }

// Split returns p's first element and what follows it.
func (p Path) Split() (string, Path) {
	first, rest, _ := strings.Cut(string(p), separator)
	return first, Path(rest)
}

// In returns the path of p within the part elem.
func (p Path) In(elem string) Path {
	if p == "" {
		return Path(elem)
	}
	return Path(elem + separator + string(p))
}

// then returns the path of q within p.
func (p Path) then(q Path) Path {
	switch {
	case p == "":
		return q
	case q == "":
		return p
	}
	return p + separator + q
}

func (p Path) len() int {
	if p == "" {
		return 0
	}
	return strings.Count(string(p), separator) + 1
}

// Has reports whether p leads through the element elem.
func (p Path) Has(elem string) bool {
	return slices.Contains(strings.Split(string(p), separator), elem)
}

// String writes p as Go would select it.
func (p Path) String() string {
	var b strings.Builder
	for p != "" {
		var elem string
		elem, p = p.Split()
		if elem != "" && !strings.ContainsAny(elem[:1], specialSigns) {
			b.WriteByte('.')
		}
		b.WriteString(elem)
	}
	return b.String()
}

// Last returns the last field that p names, "" if there is none.
func (p Path) Last() string {
	last := ""
	for elem := range strings.SplitSeq(string(p), separator) {
		if names(elem) {
			last = elem
		}
	}
	return last
}

// isForm reports whether p asks for the whole value, as it is or in a written form.
func (p Path) isForm() bool { return p == "" || p == textForm || p == dataForm }

// as returns the path of p within a value that must have the concrete type t.
func (p Path) as(t string) Path { return p.In("<" + t + ">") }

// Of returns the path of p within a value whose concrete type must be t.
func (p Path) Of(t graph.Type) Path { return p.as(typeKey(t.Deref())) }

// Type returns the concrete type that p's first element demands, "" if it demands none, and what follows it.
func (p Path) Type() (name string, rest Path) {
	name, rest, _ = p.asType()
	return name, rest
}

// asType returns the type that p's first element demands and what follows it.
func (p Path) asType() (string, Path, bool) {
	first, rest := p.Split()
	if !strings.HasPrefix(first, "<") {
		return "", p, false
	}
	return first[1 : len(first)-1], rest, true
}

// fields returns the names of fields that p begins with, joined by dots.
func (p Path) fields() string {
	var list []string
	for p != "" {
		var elem string
		if elem, p = p.Split(); !names(elem) {
			break
		}
		list = append(list, elem)
	}
	return strings.Join(list, ".")
}

const specialSigns = "[#(!{<"

// names reports whether elem is the name of a field.
func names(elem string) bool {
	return elem != "" && !strings.ContainsAny(elem[:1], specialSigns)
}

func isElem(elem string) bool {
	return strings.HasPrefix(elem, "[") && elem != anyKey
}

// meets reports whether two elements may stand for the same part.
func meets(a, b string) bool {
	if a == b {
		return true
	}
	return isElem(a) && isElem(b) && (a == anyElem || b == anyElem)
}

// within answers a question about the part wanted of an object by a write to its part written: which part of the written
// value is wanted, if any is.
func within(written, wanted Path) (Path, bool) {
	for written != "" {
		if wanted == "" {
			return "", true
		}
		w, restW := written.Split()
		e, restE := wanted.Split()
		if e == textForm || e == dataForm {
			return wanted, true // the form of the whole has the form of every part
		}
		if !meets(w, e) {
			return "", false
		}
		written, wanted = restW, restE
	}
	return wanted, true
}
