// Package lab changes copies of services and runs apilint on them, to measure what it notices.
package lab

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Service is a copy of a service's module with the program that analyzes it.
type Service struct {
	Dir    string
	Cache  string // what one run leaves to the next
	Binary string
}

// Copy copies the module in a folder to a temporary one, which Remove removes.
func Copy(from, binary string) (*Service, error) {
	dir, err := os.MkdirTemp("", "lab")
	if err != nil {
		return nil, err
	}
	s := &Service{Dir: filepath.Join(dir, "service"), Cache: filepath.Join(dir, "cache"), Binary: binary}
	if err := os.CopyFS(s.Dir, os.DirFS(from)); err != nil {
		return nil, errors.Join(fmt.Errorf("copying the service: %w", err), s.Remove())
	}
	return s, os.RemoveAll(filepath.Join(s.Dir, ".git"))
}

// Remove removes the copy.
func (s *Service) Remove() error { return os.RemoveAll(filepath.Dir(s.Dir)) }

// patience is how long one run may take.
const patience = 10 * time.Minute

// Run runs the program with arguments in the service. Exit codes that say what the output says as well are no errors.
func (s *Service) Run(ctx context.Context, args ...string) (stdout []byte, stderr string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.Binary, args...)
	cmd.Dir = s.Dir
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err = cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && (exit.ExitCode() == 1 || exit.ExitCode() == 3) {
		err = nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("running %s: %w\n%s", s.Binary, err, complaints.String())
	}
	return out.Bytes(), complaints.String(), nil
}

// Try replaces the text of a file, given relative to the module, while do runs.
func (s *Service) Try(file string, change func([]byte) []byte, do func() error) error {
	name := filepath.Join(s.Dir, filepath.FromSlash(file))
	before, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, change(slices.Clone(before)), 0o644); err != nil {
		return err
	}
	return errors.Join(do(), os.WriteFile(name, before, 0o644))
}

// Files calls use with the source files of a module, by names relative to it with slashes.
func (s *Service) Files(use func(name string, text []byte)) error {
	return filepath.WalkDir(s.Dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "vendor" || d.Name() == "testdata" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		rel, err := filepath.Rel(s.Dir, name)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		use(filepath.ToSlash(rel), text)
		return nil
	})
}

// Thin keeps at most n of a list, evenly spread.
func Thin[T any](all []T, n int) []T {
	if len(all) <= n {
		return all
	}
	kept := make([]T, n)
	for i := range kept {
		kept[i] = all[i*len(all)/n]
	}
	return kept
}
