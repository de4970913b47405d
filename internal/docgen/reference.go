package docgen

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/rule"
)

// Keys returns the table of what .apilint.yml can hold, without models.
func Keys(configDir, knowledgeDir string, rules []*rule.Rule) (string, error) {
	s, err := newSchemas(configDir, knowledgeDir, rules)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("| key | holds | |\n|---|---|---|\n")
	s.keys(&b, reflect.TypeFor[config.Config](), "")
	return b.String(), nil
}

func (s *schemas) keys(b *strings.Builder, t reflect.Type, prefix string) {
	for _, f := range config.Fields(t) {
		inner, list := f.Type, ""
		if inner.Kind() == reflect.Slice {
			inner, list = inner.Elem(), "[]"
		}
		text := capital(s.describe(f))
		if f.Required {
			text += " (required)"
		}
		fmt.Fprintf(b, "| `%s%s%s` | %s | %s |\n", prefix, f.Key, list, s.holds(inner), text)
		if inner.Kind() == reflect.Struct && s.special[inner] == nil && inner != reflect.TypeFor[config.Model]() {
			s.keys(b, inner, prefix+f.Key+list+".")
		}
	}
}

// holds says what a value of a type looks like.
func (s *schemas) holds(t reflect.Type) string {
	switch p := s.of(t); {
	case p["enum"] != nil && t != reflect.TypeFor[knowledge.Arg]():
		var words []string
		for _, w := range p["enum"].([]string) {
			words = append(words, "`"+w+"`")
		}
		return strings.Join(words, ", ")
	case t == reflect.TypeFor[knowledge.Arg]():
		return "argument"
	case t == reflect.TypeFor[config.Bytes]():
		return "size"
	case p["type"] == "object":
		return "keys"
	case p["type"] == "boolean":
		return "true, false"
	case p["type"] == "integer":
		return "number"
	case p["minLength"] != nil:
		return "pattern"
	default:
		return "text"
	}
}

// Models returns a section for each aspect of models.
func Models(configDir, knowledgeDir string, rules []*rule.Rule) (string, error) {
	s, err := newSchemas(configDir, knowledgeDir, rules)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	words := map[reflect.Type]bool{}
	for _, f := range config.Fields(reflect.TypeFor[knowledge.Entry]()) {
		if f.Type.Kind() != reflect.Pointer {
			continue
		}
		fmt.Fprintf(&b, "### %s\n\n%s.\n\n| key | holds | |\n|---|---|---|\n", f.Key, s.describe(f))
		s.aspect(&b, f.Type.Elem(), "", words)
		b.WriteString("\n")
	}
	b.WriteString("### Words\n\n| key | word | |\n|---|---|---|\n")
	for _, f := range slices.SortedFunc(maps.Keys(words), func(a, b reflect.Type) int { return strings.Compare(a.Name(), b.Name()) }) {
		for _, w := range s.sources[1].words[f.Name()] {
			fmt.Fprintf(&b, "| %s | `%s` | %s |\n", strings.ToLower(f.Name()), w.value, capital(w.comment))
		}
	}
	return b.String(), nil
}

func (s *schemas) aspect(b *strings.Builder, t reflect.Type, prefix string, words map[reflect.Type]bool) {
	for _, f := range config.Fields(t) {
		inner, list := f.Type, ""
		if inner.Kind() == reflect.Slice {
			inner, list = inner.Elem(), "[]"
		}
		holds := s.holds(inner)
		if s.sources[1].words[inner.Name()] != nil {
			words[inner] = true
			holds = "[" + strings.ToLower(inner.Name()) + "](#words)"
		}
		fmt.Fprintf(b, "| `%s%s%s` | %s | %s |\n", prefix, f.Key, list, holds, capital(s.describe(f)))
		if inner.Kind() == reflect.Struct {
			s.aspect(b, inner, prefix+f.Key+list+".", words)
		}
	}
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
