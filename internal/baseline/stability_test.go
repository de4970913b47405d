package baseline_test

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/finding"
)

const services = "../../testdata/src"

// Findings keep their fingerprints under edits that change nothing about them: at least 99 of 100.
func TestFingerprintsSurviveUnrelatedEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("analyzes services many times")
	}
	const rounds = 3 // for each service and kind of edit
	random := rand.New(rand.NewPCG(5, 8))
	for _, service := range []string{"apps/chilayers", "apps/ginshop"} {
		s := newService(t, service)
		before := s.fingerprints(t)
		if len(before) == 0 {
			t.Fatalf("%s has no findings", service)
		}
		kept, all := 0, 0
		for name, edit := range edits {
			for range rounds {
				file := s.files[random.IntN(len(s.files))]
				restore := s.change(t, file, edit, random)
				after := s.fingerprints(t)
				restore()
				for print, f := range before {
					all++
					if _, ok := after[print]; ok {
						kept++
					} else {
						t.Logf("%s in %s: %s: %s", name, file, f.Place, f.Message)
					}
				}
			}
		}
		t.Logf("%s: %d of %d fingerprints kept", service, kept, all)
		if kept*100 < all*99 {
			t.Errorf("%s: only %d of %d fingerprints are kept", service, kept, all)
		}
	}
}

// service is a copy of a service.
type service struct {
	dir, pattern string
	files        []string // of Go, relative to dir
	cache        string
}

func newService(t *testing.T, path string) *service {
	t.Helper()
	s := &service{dir: t.TempDir(), pattern: "./" + path + "/...", cache: t.TempDir()}
	err := filepath.WalkDir(filepath.Join(services, path), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(services, name)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, ".go") {
			s.files = append(s.files, rel)
		}
		return copyFile(filepath.Join(s.dir, rel), name)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if err := copyFile(filepath.Join(s.dir, name), filepath.Join(services, name)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func copyFile(to, from string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o666)
}

// fingerprints analyzes the service.
func (s *service) fingerprints(t *testing.T) map[string]finding.Finding {
	t.Helper()
	result, err := driver.Run(t.Context(), driver.Config{
		Dir: s.dir, Patterns: []string{s.pattern}, Rules: analyzers.All(), Cache: s.cache,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range result.Problems {
		if p.Kind != driver.Note {
			t.Fatalf("the edit broke the service: %s: %s", p.Place, p.Text)
		}
	}
	prints := map[string]finding.Finding{}
	for _, f := range result.Findings {
		prints[f.Fingerprint] = f
	}
	return prints
}

// change edits a file and returns a function that takes the edit back.
func (s *service) change(t *testing.T, file string, edit func(string, *rand.Rand) (string, error), random *rand.Rand) (restore func()) {
	t.Helper()
	name := filepath.Join(s.dir, file)
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	edited, err := edit(string(old), random)
	if err != nil {
		t.Fatalf("editing %s: %v", file, err)
	}
	write := func(content string) {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(edited)
	return func() { write(string(old)) }
}

// edits change the source of a file without changing what the program does.
var edits = map[string]func(source string, random *rand.Rand) (string, error){
	"comments and blank lines": spread,
	"line breaks":              breakLines,
	"formatting":               func(source string, random *rand.Rand) (string, error) { return reformat(breakLines(source, random)) },
	"function literals":        addLiterals,
	"order of declarations":    shuffle,
	"names of local variables": rename,
}

// spread writes lines before declarations.
func spread(source string, random *rand.Rand) (string, error) {
	decls, err := declarations(source)
	if err != nil {
		return "", err
	}
	for i := range decls[1:] {
		if random.IntN(2) == 0 {
			decls[i+1] = strings.Repeat("\n// Another line.\n\n", 1+random.IntN(3)) + decls[i+1]
		}
	}
	return strings.Join(decls, ""), nil
}

// breakLines begins a new line after some parentheses and commas.
func breakLines(source string, random *rand.Rand) (string, error) {
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(source))
	s.Init(file, []byte(source), nil, 0)
	var b strings.Builder
	last := 0
	for {
		pos, tok, _ := s.Scan()
		if tok == token.EOF {
			break
		}
		if (tok == token.LPAREN || tok == token.COMMA) && random.IntN(4) == 0 {
			end := file.Offset(pos) + 1
			b.WriteString(source[last:end] + "\n")
			last = end
		}
	}
	return b.String() + source[last:], nil
}

func reformat(source string, err error) (string, error) {
	if err != nil {
		return "", err
	}
	out, err := format.Source([]byte(source))
	return string(out), err
}

// addLiterals writes a function literal at the beginning of functions.
func addLiterals(source string, random *rand.Rand) (string, error) {
	file, offset, err := parse(source)
	if err != nil {
		return "", err
	}
	var at []int
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && random.IntN(2) == 0 {
			at = append(at, offset(f.Body.Lbrace)+1)
		}
	}
	for _, i := range slices.Backward(at) {
		source = source[:i] + "\n\t_ = func() {}\n" + source[i:]
	}
	return source, nil
}

// shuffle exchanges neighbouring declarations of functions.
func shuffle(source string, random *rand.Rand) (string, error) {
	decls, err := declarations(source)
	if err != nil {
		return "", err
	}
	isFunc := func(s string) bool { return strings.Contains(s, "\nfunc ") || strings.HasPrefix(s, "func ") }
	for i := 1; i+1 < len(decls); i++ {
		if isFunc(decls[i]) && isFunc(decls[i+1]) && random.IntN(2) == 0 {
			decls[i], decls[i+1] = decls[i+1], decls[i]
		}
	}
	return strings.Join(decls, "\n"), nil
}

// rename gives local variables other names.
func rename(source string, random *rand.Rand) (string, error) {
	file, offset, err := parse(source)
	if err != nil {
		return "", err
	}
	//lint:ignore SA1019 objects of local variables are right, and what may be the key of a struct is left alone
	keys := map[*ast.Object]bool{}
	//lint:ignore SA1019 likewise
	uses := map[*ast.Object][]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				keys[id.Obj] = true
			}
		case *ast.Ident:
			if n.Obj == nil || n.Obj.Kind != ast.Var {
				break
			}
			if _, local := n.Obj.Decl.(*ast.AssignStmt); local {
				uses[n.Obj] = append(uses[n.Obj], offset(n.End()))
			}
		}
		return true
	})
	var ends []int
	parity := token.Pos(random.IntN(2))
	for obj, at := range uses {
		if !keys[obj] && obj.Name != "_" && obj.Pos()%2 == parity {
			ends = append(ends, at...)
		}
	}
	slices.Sort(ends)
	for _, i := range slices.Backward(ends) {
		source = source[:i] + "Renamed" + source[i:]
	}
	return source, nil
}

// declarations cuts the source of a file before each declaration; the first part is what stands before all of them but the
// imports.
func declarations(source string) ([]string, error) {
	file, offset, err := parse(source)
	if err != nil {
		return nil, err
	}
	var parts []string
	last := 0
	for _, d := range file.Decls {
		start := d.Pos()
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				continue
			}
			if d.Doc != nil {
				start = d.Doc.Pos()
			}
		case *ast.FuncDecl:
			if d.Doc != nil {
				start = d.Doc.Pos()
			}
		}
		parts = append(parts, source[last:offset(start)])
		last = offset(start)
	}
	return append(parts, source[last:]), nil
}

func parse(source string) (*ast.File, func(token.Pos) int, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ParseComments)
	if err != nil {
		return nil, nil, fmt.Errorf("%w in\n%s", err, source)
	}
	return file, func(p token.Pos) int { return fset.Position(p).Offset }, nil
}
