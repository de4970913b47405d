package flow

import (
	"path/filepath"
	"regexp/syntax"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// settled ends a search at calls whose operands make the result harmless where it goes. It reports false for others.
func (w *walk) settled(it item, site graph.Site, path Path) bool {
	if !path.isForm() && !isElem(firstOf(path)) {
		return false
	}
	switch w.policy.Sink {
	case knowledge.InFilePath:
		if !it.b.staysBelowRoot(site.Instr()) && !w.losesSlashes(it.b, site.Instr()) {
			return false
		}
	case knowledge.InRedirect:
		if strings.Contains(it.b.Sym(site.Instr()), "filepath") || !it.b.staysBelowRoot(site.Instr()) {
			return false
		}
	default:
		return false
	}
	w.emit(it, Origin{Kind: Safe, Name: it.b.Sym(site.Instr())})
	return true
}

// staysBelowRoot recognises calls that clean a path which begins at the root, so that no dots and no second slash are left at
// its beginning.
func (b *body) staysBelowRoot(in *summary.Instr) bool {
	switch b.Sym(in) {
	case "path.Clean", "path/filepath.Clean":
		begin, ok := b.begin(in.Args[0])
		return ok && begin == "/"
	case "path.Join", "path/filepath.Join":
		first := b.listed(in.Args[0])
		if len(first) == 0 {
			return false
		}
		begin, ok := b.begin(first[0])
		return ok && (begin == "/" || begin == string(filepath.Separator))
	}
	return false
}

// losesSlashes recognises calls that take slashes or pairs of dots out of a text, or find a part of it that has none.
func (w *walk) losesSlashes(b *body, in *summary.Instr) bool {
	switch b.Sym(in) {
	case "strings.ReplaceAll":
		old, ok := b.constText(in.Args[1])
		return ok && (old == ".." || old == "/" || old == ".")
	case "(*regexp.Regexp).ReplaceAllString", "(*regexp.Regexp).ReplaceAllLiteralString":
		return w.t.all(patterns, node{b: b, ref: in.Args[0]}, func(o Origin) bool { return o.Kind == Const && takesSlashes(o.Name) })
	case "(*regexp.Regexp).FindString", "(*regexp.Regexp).FindStringSubmatch":
		return w.t.all(patterns, node{b: b, ref: in.Args[0]}, func(o Origin) bool { return o.Kind == Const && isPlain(o.Name) })
	}
	return false
}

// isPlain reports whether what a pattern does not say itself has only letters, digits and a few signs.
func isPlain(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	return err == nil && noSpecials(re)
}

// takesSlashes reports whether a pattern is a class of characters, or a row of them, that has the slash.
func takesSlashes(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return false
	}
	if re.Op == syntax.OpPlus || re.Op == syntax.OpStar {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpCharClass {
		return false
	}
	for i := 0; i < len(re.Rune); i += 2 {
		if re.Rune[i] <= '/' && '/' <= re.Rune[i+1] {
			return true
		}
	}
	return false
}
