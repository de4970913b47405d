package dataexposure

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

// selection is what a query says about the columns that it loads.
type selection struct {
	text string   // the statement, "" if there is none or it is not constant
	only []string // names or lists of columns; empty: all
	not  []string
}

// maxChain is the length up to which the calls that built a query are followed.
const maxChain = 24

// query reads the statement that a call runs, or the calls that built its query.
func (c *checker) query(site graph.Site) selection {
	var s selection
	for range maxChain {
		e := c.Flow.Known(site)
		if e == nil || e.Query == nil {
			break
		}
		q := e.Query
		if ref, ok := flow.Operand(site, q.Text); ok {
			if text, ok := c.Flow.ConstText(site.Caller, ref); ok && selects.MatchString(text) {
				s.text = text
			}
		}
		s.only = append(s.only, c.names(site, q.Only, q.Only+1)...)
		s.not = append(s.not, c.names(site, q.Omits)...)
		recv, ok := flow.Operand(site, knowledge.Recv)
		if !ok {
			break
		}
		in, before := c.Flow.Def(site.Caller, recv)
		if in == nil || in.Op != summary.OpCall && in.Op != summary.OpInvoke {
			break
		}
		site = before
	}
	return s
}

var selects = regexp.MustCompile(`(?i)^\s*(select|with)\b`)

// names returns the constant texts among the operands of a call.
func (c *checker) names(site graph.Site, args ...knowledge.Arg) []string {
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
			for _, o := range c.Flow.Origins(values, nil, site.Caller, ref, path) {
				if o.Kind == flow.Const && o.Name != "zero value" && o.Name != "nil" {
					list = append(list, o.Name)
				}
			}
		}
	}
	return list
}

// leavesOut reports whether a column is surely not loaded.
func (s selection) leavesOut(column string) bool {
	if slices.ContainsFunc(s.not, func(name string) bool { return snake(name) == column }) {
		return true
	}
	if len(s.only) > 0 {
		return !mentions(strings.Join(s.only, ","), column)
	}
	return s.text != "" && !mentions(s.text, column)
}

// mentions reports whether a list of columns may have a column.
func mentions(text, column string) bool {
	if strings.Contains(strings.ReplaceAll(strings.ToLower(text), "count(*)", ""), "*") {
		return true
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		if snake(word) == column {
			return true
		}
	}
	return false
}

// column is the name of the column that a field holds, in small letters with underscores.
func (c *checker) column(field secret) string {
	tag := reflect.StructTag(field.Decl.Tag)
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
	return snake(field.Name())
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
