// Package golist asks the go command which packages patterns match and what these import.
package golist

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Config says what to list.
type Config struct {
	Dir      string   // where to run the go command; absolute
	Patterns []string // as given to go list; none means "."
	Flags    []string // build flags: -tags=…, -mod=…
	Tests    bool     // list test variants too
}

// Package is a package as the go command describes it.
type Package struct {
	ImportPath string // with " [p.test]" for a test variant
	Name       string
	Dir        string
	Standard   bool
	DepOnly    bool // not matched by a pattern
	ForTest    string
	Module     *Module
	GoFiles    []string // base names, or absolute paths of generated files
	CgoFiles   []string
	Imports    []string
	ImportMap  map[string]string
	Error      *PackageError
	Export     string
}

// Module is the module that holds a package.
type Module struct {
	Path      string
	Version   string
	Main      bool
	Dir       string
	GoVersion string
	Replace   *Module
}

// PackageError is what the go command found wrong with a package.
type PackageError struct {
	Pos string // file:line:column, relative to where the go command ran
	Err string
}

// OneLine returns what is wrong in one line.
func (e *PackageError) OneLine() string { return oneLine(e.Err) }

// Path returns the import path without the mark of a test variant.
func (p *Package) Path() string {
	path, _, _ := strings.Cut(p.ImportPath, " [")
	return path
}

// Local reports whether p belongs to a module of the user's: a main module, one of the workspace, or one replaced by a
// directory. Vendored copies are foreign: nobody edits them.
func (p *Package) Local() bool {
	m := p.Module
	if p.Standard || m == nil {
		return false
	}
	if m.Replace != nil {
		if m.Replace.Version != "" {
			return false
		}
		m = m.Replace
	} else if !m.Main {
		return false
	}
	rel, err := filepath.Rel(m.Dir, p.Dir)
	return m.Dir != "" && err == nil && filepath.IsLocal(rel) &&
		!slices.Contains(strings.Split(filepath.ToSlash(rel), "/"), "vendor")
}

// ModuleDir returns the directory of the module that holds a local package.
func (p *Package) ModuleDir() string {
	if p.Module.Replace != nil {
		return p.Module.Replace.Dir
	}
	return p.Module.Dir
}

const fields = "-json=ImportPath,Name,Dir,Standard,DepOnly,ForTest,Module,GoFiles,CgoFiles,Imports,ImportMap,Error"

// List returns the packages that the patterns match and everything that they import, dependencies first. An error is
// an *Error, or that of the context.
func List(ctx context.Context, cfg Config) ([]*Package, error) {
	args := []string{"list", "-e", "-deps", "-buildvcs=false", "-pgo=off", fields}
	if cfg.Tests {
		args = append(args, "-test")
	}
	args = append(append(args, cfg.Flags...), "--")
	out, err := run(ctx, cfg.Dir, append(args, cfg.Patterns...))
	if err != nil {
		return nil, err
	}
	pkgs, err := decode[Package](out)
	if err != nil {
		return nil, err
	}
	if err := adopt(ctx, cfg, pkgs); err != nil {
		return nil, err
	}
	return check(cfg, pkgs)
}

// adopt tells the package that files on the command line make up, of which the go command says no module, the main module
// that its directory is in.
func adopt(ctx context.Context, cfg Config, pkgs []*Package) error {
	i := slices.IndexFunc(pkgs, func(p *Package) bool { return p.Path() == "command-line-arguments" && p.Module == nil })
	if i < 0 || !insideModule(cfg.Dir) {
		return nil
	}
	out, err := run(ctx, cfg.Dir, []string{"list", "-m", "-json=Path,Dir,Main,GoVersion"})
	if err != nil {
		return err
	}
	mains, err := decode[Module](out)
	if err != nil {
		return err
	}
	for _, m := range mains {
		if rel, err := filepath.Rel(m.Dir, pkgs[i].Dir); err == nil && filepath.IsLocal(rel) {
			pkgs[i].Module = m
		}
	}
	return nil
}

// check separates patterns that name nothing from packages with errors.
func check(cfg Config, pkgs []*Package) ([]*Package, error) {
	matched := false
	for _, p := range pkgs {
		switch {
		case p.DepOnly:
		case p.Error != nil && (p.Dir == "" || p.Name == "" && len(p.GoFiles)+len(p.CgoFiles) == 0):
			return nil, patternError(cfg.Dir, p.ImportPath, p.Error.Err)
		case p.Local():
			matched = true
		}
	}
	if matched {
		return pkgs, nil
	}
	if !insideModule(cfg.Dir) && os.Getenv("GOWORK") == "" {
		return nil, notInModule(cfg.Dir)
	}
	return nil, errorf(NoPackages, "no packages of this module match %s", strings.Join(cfg.Patterns, " "))
}

// Exports returns the files with compiled export data that the build cache already holds, by import path. Nothing is
// compiled: self is a command that refuses to run compilers, see [Toolexec].
func Exports(ctx context.Context, cfg Config, self []string, paths []string) (map[string]string, error) {
	args := []string{"list", "-e", "-deps", "-export", "-buildvcs=false", "-pgo=off", "-json=ImportPath,Export",
		"-toolexec=" + quote(self)}
	args = append(append(args, cfg.Flags...), "--")
	out, err := run(ctx, cfg.Dir, append(args, paths...))
	if err != nil {
		return nil, err
	}
	pkgs, err := decode[Package](out)
	if err != nil {
		return nil, err
	}
	files := make(map[string]string, len(pkgs))
	for _, p := range pkgs {
		if p.Export != "" {
			files[p.ImportPath] = p.Export
		}
	}
	return files, nil
}

// Env returns the go command's settings.
func Env(ctx context.Context, dir string, names ...string) (map[string]string, error) {
	out, err := run(ctx, dir, append([]string{"env", "-json"}, names...))
	if err != nil {
		return nil, err
	}
	env := make(map[string]string)
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("golist: settings of the go command: %w", err)
	}
	return env, nil
}

func decode[T any](out []byte) ([]*T, error) {
	var list []*T
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		v := new(T)
		if err := dec.Decode(v); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, errorf(Failed, "the go command printed something unexpected: %v", err)
		}
		list = append(list, v)
	}
}

func run(ctx context.Context, dir string, args []string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	switch {
	case err == nil:
		return stdout.Bytes(), nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return nil, errorf(NoGo, "apilint needs the go command and finds none on the PATH")
	}
	if _, ok := errors.AsType[*exec.ExitError](err); !ok {
		return nil, errorf(Failed, "the go command cannot run in %s: %v", dir, err)
	}
	return nil, failure(dir, stderr.String())
}
