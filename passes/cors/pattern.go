package cors

import (
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// pattern returns which origins pass a test by prefix, suffix, substring or regular expression.
func (c *checker) pattern(f *graph.Func, how knowledge.Likeness, with summary.Ref, step finding.Step) way {
	if how == knowledge.Contains {
		return tested(lax, "it only has to contain a text", step)
	}
	best := closed
	for _, text := range c.leading(f, how, with) {
		best = best.or(judgePattern(how, text, step))
	}
	return best
}

// unknownText stands for text that is not known.
const unknownText = "\uFFFD"

// leading returns what the text of a test may be, as far as the test depends on it.
func (c *checker) leading(f *graph.Func, how knowledge.Likeness, ref summary.Ref) []string {
	if text, ok := c.t.ConstText(f, ref); ok {
		return []string{text}
	}
	if d, _ := c.t.Def(f, ref); d != nil && d.Op == summary.OpBinOp {
		var list []string
		for _, x := range c.leading(f, how, d.Args[0]) {
			for _, y := range c.leading(f, how, d.Args[1]) {
				list = append(list, x+y)
			}
		}
		return list
	}
	var list []string
	for _, o := range c.t.Origins(plain, nil, f, ref, "") {
		switch {
		case o.Kind != flow.Const:
			list = append(list, unknownText)
		case o.Name != "nil" && o.Name != "zero value": // a list before it has elements
			list = append(list, o.Name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func judgePattern(how knowledge.Likeness, text string, step finding.Step) way {
	switch how {
	case knowledge.Begins:
		return judgePrefix(text, step)
	case knowledge.Ends:
		return judgeSuffix(text, step)
	}
	if text == unknownText {
		return closed // the operator's pattern
	}
	if problem := loose(text); problem != "" {
		return tested(lax, problem, step)
	}
	return closed
}

// judgePrefix wants the prefix to reach beyond the end of the host.
func judgePrefix(text string, step finding.Step) way {
	host := text
	if _, after, ok := strings.Cut(text, "://"); ok {
		host = after
	}
	switch {
	case host == "", strings.HasPrefix("https://", text):
		return way{}
	case strings.Contains(text, unknownText):
		return tested(unclear, "nobody can tell where the prefix ends", step)
	case strings.ContainsAny(host, ":/"):
		return closed
	}
	return tested(lax, "it only has to begin with "+text+", as "+text+".evil.example does", step)
}

// judgeSuffix wants the suffix to begin at a border of a domain that somebody owns.
func judgeSuffix(text string, step finding.Step) way {
	switch {
	case text == "":
		return way{}
	case strings.HasPrefix(text, unknownText):
		return tested(unclear, "nobody can tell whether the suffix begins with a dot", step)
	case strings.Contains(text, "://"), strings.HasPrefix(text, "//"):
		return closed
	case strings.HasPrefix(text, ".") && strings.Count(text, ".") > 1, strings.HasPrefix(text, ".") && strings.Contains(text, unknownText),
		text == ".localhost", text == ".local", text == ".internal":
		return closed
	}
	return tested(lax, "it only has to end with "+text+", as https://evil"+strings.TrimPrefix(text, ".")+" does", step)
}

// loose says what lets foreign origins pass a regular expression, "" if nothing does.
func loose(pattern string) string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return ""
	}
	if slices.Contains([]string{".*", "^.*$", ".+", "^.+$", ""}, pattern) {
		return "the pattern " + pattern + " matches every origin"
	}
	begins, ends := anchors(re.Simplify())
	switch {
	case !begins && !ends:
		return "the pattern " + pattern + " is not anchored"
	case !begins:
		return "the pattern " + pattern + " has no ^"
	case !ends:
		return "the pattern " + pattern + " has no $"
	case anyBeforeDomain(re):
		return "in the pattern " + pattern + " a dot stands for any character of the domain"
	}
	return ""
}

// anchors reports whether every match begins at the start of the text, and ends at its end.
func anchors(re *syntax.Regexp) (begins, ends bool) {
	switch re.Op {
	case syntax.OpBeginText:
		return true, false
	case syntax.OpEndText:
		return false, true
	case syntax.OpCapture:
		return anchors(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			b, e := anchors(sub)
			begins, ends = begins || b, ends || e
		}
	case syntax.OpAlternate:
		begins, ends = true, true
		for _, sub := range re.Sub {
			b, e := anchors(sub)
			begins, ends = begins && b, ends && e
		}
	}
	return begins, ends
}

// anyBeforeDomain reports whether a single unescaped dot stands between two literals, or repeated ones stand before a
// literal that does not begin with a dot.
func anyBeforeDomain(re *syntax.Regexp) bool {
	for i, sub := range re.Sub {
		if anyBeforeDomain(sub) {
			return true
		}
		if re.Op != syntax.OpConcat || i+1 == len(re.Sub) || re.Sub[i+1].Op != syntax.OpLiteral {
			continue
		}
		next := re.Sub[i+1].Rune
		single := isAny(sub) && i > 0 && re.Sub[i-1].Op == syntax.OpLiteral
		repeated := (sub.Op == syntax.OpStar || sub.Op == syntax.OpPlus) && isAny(sub.Sub[0]) && !strings.ContainsRune(".:/", next[0])
		if single || repeated {
			return true
		}
	}
	return false
}

func isAny(re *syntax.Regexp) bool {
	return re.Op == syntax.OpAnyChar || re.Op == syntax.OpAnyCharNotNL
}

// listed says which origins get through an entry of a list of allowed origins, where a star stands for any text if
// patterns is set.
func listed(origin string, patterns bool) way {
	before, after, star := strings.Cut(origin, "*")
	switch {
	case origin == "*":
		return way{why: "the wildcard allows every origin"}
	case origin == "null":
		return way{width: nullOnly, why: "the origin null is allowed"}
	case !star || !patterns:
		return closed
	case strings.HasSuffix(before, ":") && strings.Trim(before, ":/") != "http" && strings.Trim(before, ":/") != "https":
		return closed // any port
	case strings.Trim(after, "*:") == "" && strings.HasPrefix("https://", before) || strings.Trim(after, "*:") == "" && before == "http://":
		return way{why: origin + " allows every origin"}
	case after == "":
		return judgePrefix(before, finding.Step{})
	}
	return judgeSuffix(strings.TrimRight(after, "*"), finding.Step{})
}
