// Package column says which columns a query reads or writes, and which column a field is.
package column

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// Selection is what a query says about its columns.
type Selection struct {
	text string   // the statement that reads, "" if there is none or it is not constant
	adds bool     // the statement adds rows
	only []string // names or lists of columns; empty: all
	not  []string
}

// reader reads the calls that build queries.
type reader struct{ t *flow.Tracer }

// maxChain is the length up to which the calls that built a query are followed.
const maxChain = 24

// Of reads the statement that a call runs, or the calls on the way of its builder.
func Of(t *flow.Tracer, site graph.Site) Selection {
	c := reader{t}
	var s Selection
	at, ok := site, true
	for n := 0; ok && n < maxChain; n++ {
		ok = c.part(&s, at)
		if ok {
			at, ok = c.before(at)
		}
	}
	at, ok = c.after(site)
	for n := 0; ok && n < maxChain; n++ {
		ok = c.part(&s, at)
		if ok {
			at, ok = c.after(at)
		}
	}
	return s
}

// part adds what one call says to a selection. It reports false if the call is none of a query.
func (c reader) part(s *Selection, site graph.Site) bool {
	e := c.t.Known(site)
	if e == nil || e.Query == nil {
		return false
	}
	q := e.Query
	if ref, ok := flow.Operand(site, q.Text); ok {
		if text, ok := c.t.ConstText(site.Caller, ref); ok {
			if selects.MatchString(text) {
				s.text = text
			}
			s.adds = s.adds || inserts.MatchString(text)
		}
	}
	s.only = append(s.only, c.names(site, q.Only, q.Only+1)...)
	s.not = append(s.not, c.names(site, q.Omits)...)
	return true
}

// before returns the call that made the receiver of a call.
func (c reader) before(site graph.Site) (graph.Site, bool) {
	recv, ok := flow.Operand(site, knowledge.Recv)
	if !ok {
		return graph.Site{}, false
	}
	in, made := c.t.Def(site.Caller, recv)
	return made, in != nil && (in.Op == summary.OpCall || in.Op == summary.OpInvoke)
}

// after returns the call whose receiver a call makes.
func (c reader) after(site graph.Site) (graph.Site, bool) {
	for next := range site.Caller.Instrs {
		recv, ok := flow.Operand(next, knowledge.Recv)
		if in := next.Instr(); !ok || in.Op != summary.OpCall && in.Op != summary.OpInvoke {
			continue
		}
		if recv.Kind() == summary.RefReg && int32(recv.N()) == site.Instr().Dst {
			return next, true
		}
	}
	return graph.Site{}, false
}

// constants follows texts.
var constants = &flow.Policy{Opaque: true}

var (
	selects = regexp.MustCompile(`(?i)^\s*(select|with)\b`)
	inserts = regexp.MustCompile(`(?i)^\s*(insert|replace)\b`)
)

// names returns the constant texts among the operands of a call.
func (c reader) names(site graph.Site, args ...knowledge.Arg) []string {
	var list []string
	if args[0] == knowledge.None {
		return nil
	}
	for _, a := range args {
		ref, ok := flow.Operand(site, a)
		if !ok {
			continue
		}
		for _, path := range []flow.Path{"", "[]"} {
			for _, o := range c.t.Origins(constants, nil, site.Caller, ref, path) {
				if o.Kind == flow.Const && o.Name != "zero value" && o.Name != "nil" {
					list = append(list, o.Name)
				}
			}
		}
	}
	return list
}

// Adds reports whether the query adds rows: what it hands back was not there before.
func (s Selection) Adds() bool { return s.adds }

// LeavesOut reports whether a column is surely neither read nor written. Loosely, a column with a word of its name may be it.
func (s Selection) LeavesOut(column string, loosely bool) bool {
	if slices.ContainsFunc(s.not, func(name string) bool { return snake(name) == column }) {
		return true
	}
	list := s.text
	if len(s.only) > 0 {
		list = strings.Join(s.only, ",")
	}
	return list != "" && !mentions(list, column, loosely)
}

// mentions reports whether a list of columns may have a column.
func mentions(list, column string, loosely bool) bool {
	if strings.Contains(strings.ReplaceAll(strings.ToLower(list), "count(*)", ""), "*") {
		return true
	}
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		if word = snake(word); word == column || loosely && slices.ContainsFunc(strings.Split(word, "_"), func(part string) bool {
			return slices.Contains(strings.Split(column, "_"), part)
		}) {
			return true
		}
	}
	return false
}

// Name is the name of the column that a field holds, in small letters with underscores.
func Name(field summary.Field) string {
	tag := reflect.StructTag(field.Tag)
	for option := range strings.SplitSeq(tag.Get("gorm"), ";") {
		if name, ok := strings.CutPrefix(strings.TrimSpace(option), "column:"); ok {
			return snake(name)
		}
	}
	for _, key := range []string{"db", "bun", "bson", "pg"} {
		if name, _, _ := strings.Cut(tag.Get(key), ","); name != "" && name != "-" {
			return snake(name)
		}
	}
	return snake(field.Name)
}

// IsColumn reports whether data libraries know a field at all.
func IsColumn(field summary.Field) bool {
	tag := reflect.StructTag(field.Tag)
	for _, key := range []string{"gorm", "bun", "db", "bson", "xorm", "pg"} {
		switch name, _, _ := strings.Cut(tag.Get(key), ","); name {
		case "-", "-:all":
			return false
		}
	}
	return true
}

// IsWritten reports whether data libraries write a field: its tag may take it out, or make it one that is only read.
func IsWritten(field summary.Field) bool {
	tag := reflect.StructTag(field.Tag)
	for _, key := range []string{"gorm", "bun", "db", "bson", "xorm", "pg"} {
		for option := range strings.FieldsFuncSeq(tag.Get(key), func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
			switch option {
			case "-", "-:all", "->", "<-:false", "scanonly":
				return false
			case "<-":
				return key != "xorm"
			}
		}
	}
	return true
}

// snake writes a name the way columns are written: PasswordHash is password_hash.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) {
			if i > 0 && runes[i-1] != '_' && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
