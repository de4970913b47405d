package docgen

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// vocabulary is what the source of a package says about its types: what their fields mean and which words a type of text
// has constants for.
type vocabulary struct {
	types  map[string]string            // first paragraph of the comment, by type
	fields map[string]map[string]string // comment, by type and field
	words  map[string][]word            // by type, in order of the source
}

// word is a constant of a type of text.
type word struct{ value, comment string }

// readVocabulary reads the source of a package.
func readVocabulary(dir string) (*vocabulary, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	v := &vocabulary{types: map[string]string{}, fields: map[string]map[string]string{}, words: map[string][]word{}}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.GenDecl); ok {
				v.declaration(d)
			}
		}
	}
	return v, nil
}

func (v *vocabulary) declaration(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			comment := cmp.Or(s.Doc, d.Doc)
			v.types[s.Name.Name] = oneLine(comment.Text())
			if st, ok := s.Type.(*ast.StructType); ok {
				v.structure(s.Name.Name, st)
			}
		case *ast.ValueSpec:
			if typ, ok := s.Type.(*ast.Ident); ok && d.Tok == token.CONST {
				v.constant(typ.Name, s)
			}
		}
	}
}

// structure reads the comments of fields. One that has none shares that of the field before it, as in a list of names.
func (v *vocabulary) structure(name string, st *ast.StructType) {
	v.fields[name] = map[string]string{}
	for _, f := range st.Fields.List {
		text := oneLine(f.Doc.Text() + " " + f.Comment.Text())
		for _, id := range f.Names {
			v.fields[name][id.Name] = withoutName(text, id.Name)
		}
	}
}

func (v *vocabulary) constant(typ string, s *ast.ValueSpec) {
	for _, value := range s.Values {
		lit, ok := value.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		text, err := strconv.Unquote(lit.Value)
		if err != nil || text == "" {
			continue // the zero value is written by leaving the key out
		}
		comment := withoutName(oneLine(s.Doc.Text()+" "+s.Comment.Text()), s.Names[0].Name)
		v.words[typ] = append(v.words[typ], word{text, comment})
	}
}

// oneLine returns the first paragraph of a comment on one line.
func oneLine(comment string) string {
	first, _, _ := strings.Cut(comment, "\n\n")
	return strings.TrimSuffix(strings.Join(strings.Fields(first), " "), ".")
}

// withoutName drops the name that a comment begins with: "TLS: clients get…", "Preset is the set…".
func withoutName(comment, name string) string {
	rest, ok := strings.CutPrefix(comment, name)
	if !ok {
		return comment
	}
	for _, link := range []string{": ", " is ", " are ", " "} {
		if after, ok := strings.CutPrefix(rest, link); ok {
			return after
		}
	}
	return comment
}

// wordList returns the values of words.
func wordList(words []word) []string {
	var values []string
	for _, w := range words {
		values = append(values, w.value)
	}
	return values
}

// Vocabulary returns the source of the file that tells package config which words the models of package knowledge, whose
// source is in dir, may use.
func Vocabulary(dir string) ([]byte, error) {
	v, err := readVocabulary(dir)
	if err != nil {
		return nil, err
	}
	var types []string
	for typ := range v.words {
		types = append(types, typ)
	}
	slices.Sort(types)
	var b strings.Builder
	b.WriteString("// Code generated from internal/knowledge by go generate ./internal/docgen. DO NOT EDIT.\n\npackage config\n\n" +
		"// Vocabulary lists the words that a text of a type of package knowledge can be.\nvar Vocabulary = map[string][]string{\n")
	width := 0
	for _, typ := range types {
		width = max(width, len(typ))
	}
	for _, typ := range types {
		fmt.Fprintf(&b, "\t%-*s {", width+3, strconv.Quote(typ)+":")
		for i, w := range v.words[typ] {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%q", w.value)
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	return []byte(b.String()), nil
}
