package hosted

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// A build system such as Bazel runs analyzers in a process for each package: it hands over files, export data and the facts
// of direct imports, and says nothing about modules. What it finds is the same.
func TestProcessForEachPackage(t *testing.T) {
	t.Parallel()
	dir := write(t, chain)
	cmd := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Export,Standard", "./...")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	exports, facts := map[string]string{}, map[string]string{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; { // imports come first
		var p struct {
			ImportPath, Dir, Export string
			GoFiles, Imports        []string
			Standard                bool
		}
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if p.Standard {
			continue
		}
		job := job{Path: p.ImportPath, Exports: map[string]string{}, Facts: map[string]string{}, Out: filepath.Join(t.TempDir(), "facts")}
		for _, name := range p.GoFiles {
			job.Files = append(job.Files, filepath.Join(p.Dir, name))
		}
		for _, path := range p.Imports {
			job.Facts[path] = facts[path]
		}
		maps.Copy(job.Exports, exports)
		facts[p.ImportPath] = job.Out
		found = append(found, job.start(t)...)
	}
	for i := range found {
		found[i] = strings.TrimPrefix(filepath.ToSlash(found[i]), filepath.ToSlash(dir)+"/")
	}
	compare(t, ordered(found), want)
}

// job is one package to be analyzed.
type job struct {
	Path    string
	Files   []string
	Exports map[string]string // files with export data, by import path
	Facts   map[string]string // files with facts, by import path
	Out     string            // the file for the package's own facts
}

// jobVariable names the job of a process.
const jobVariable = "APILINT_TEST_JOB"

// start has another process do the job and returns what it reports.
func (j *job) start(t *testing.T) []string {
	t.Helper()
	description, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), jobVariable+"="+string(description))
	cmd.Dir = t.TempDir() // a sandbox
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", j.Path, err)
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' })
}

// runJob does the job of this process and returns its exit code.
func runJob(description string) int {
	var j job
	if err := json.Unmarshal([]byte(description), &j); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := j.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (j *job) run(w io.Writer) error {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range j.Files {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	sizes := types.SizesFor("gc", "amd64")
	conf := types.Config{Sizes: sizes, Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(j.Exports[path])
	})}
	pkg, err := conf.Check(j.Path, fset, files, info)
	if err != nil {
		return err
	}
	var exported bytes.Buffer
	results := map[*analysis.Analyzer]any{}
	var analyze func(a *analysis.Analyzer) error
	analyze = func(a *analysis.Analyzer) error {
		if _, done := results[a]; done {
			return nil
		}
		for _, required := range a.Requires {
			if err := analyze(required); err != nil {
				return err
			}
		}
		pass := &analysis.Pass{
			Analyzer: a, Fset: fset, Files: files, Pkg: pkg, TypesInfo: info, TypesSizes: sizes, ResultOf: results,
			Report: func(d analysis.Diagnostic) {
				fmt.Fprintf(w, "%s: %s: %s\n", fset.Position(d.Pos), a.Name, d.Message)
			},
			ImportPackageFact: func(p *types.Package, fact analysis.Fact) bool {
				content, err := os.ReadFile(j.Facts[p.Path()])
				return err == nil && len(content) > 0 && gob.NewDecoder(bytes.NewReader(content)).Decode(fact) == nil
			},
			ExportPackageFact: func(fact analysis.Fact) { err = gob.NewEncoder(&exported).Encode(fact) },
		}
		result, runErr := a.Run(pass)
		results[a] = result
		if runErr != nil {
			return runErr
		}
		return err
	}
	for _, a := range suite(Host{}, &badFunc) {
		if err := analyze(a); err != nil {
			return err
		}
	}
	return os.WriteFile(j.Out, exported.Bytes(), 0o666)
}
