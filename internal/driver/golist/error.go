package golist

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ErrorKind tells why nothing could be listed.
type ErrorKind uint8

// The kinds of errors.
const (
	Failed       ErrorKind = iota // the go command failed for a reason of its own
	NoGo                          // there is no go command
	NotInModule                   // the directory is in no module
	BadPattern                    // a pattern names nothing that can be listed
	NoPackages                    // the patterns are fine and match nothing
	OldToolchain                  // a module needs a newer Go than the go command, or than apilint was built with
)

// Error says why nothing could be listed. Its text is one line for the user, with the next step where there is one.
type Error struct {
	Kind ErrorKind
	Text string
}

func (e *Error) Error() string { return e.Text }

func errorf(kind ErrorKind, format string, args ...any) *Error {
	return &Error{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// failure turns the standard error of a go command that failed in dir into an Error.
func failure(dir, stderr string) *Error {
	text := oneLine(stderr)
	switch {
	case strings.Contains(text, "go.mod file not found"), strings.Contains(text, "cannot find main module"):
		return notInModule(dir)
	case strings.Contains(text, "requires go >="):
		return &Error{Kind: OldToolchain, Text: text}
	case strings.Contains(text, "malformed import path"), strings.Contains(text, "flag provided but not defined"):
		return &Error{Kind: BadPattern, Text: text}
	case text == "":
		text = "no output"
	}
	return errorf(Failed, "the go command failed: %s", text)
}

// patternError turns what the go command says about a pattern into an Error.
func patternError(dir, pattern, text string) *Error {
	text = oneLine(text)
	if strings.Contains(text, "does not contain main module") && !insideModule(dir) {
		return notInModule(dir)
	}
	return errorf(BadPattern, "%s: %s", pattern, strings.TrimPrefix(text, "pattern "+pattern+": "))
}

// notInModule names the modules right below dir, because that is where users of a monorepo want to be.
func notInModule(dir string) *Error {
	var below []string
	for _, glob := range []string{"*/go.mod", "*/*/go.mod"} {
		found, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(glob)))
		for _, f := range found {
			if rel, err := filepath.Rel(dir, filepath.Dir(f)); err == nil && len(below) < 5 {
				below = append(below, filepath.ToSlash(rel))
			}
		}
	}
	if len(below) > 0 {
		return errorf(NotInModule, "%s is not in a Go module; there are modules below it, run apilint there: %s",
			dir, strings.Join(below, ", "))
	}
	return errorf(NotInModule, "%s is not in a Go module (no go.mod here or above)", dir)
}

func insideModule(dir string) bool {
	for {
		if fi, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !fi.IsDir() {
			return true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		dir = parent
	}
}

// oneLine joins the lines of what the go command printed, without its own name.
func oneLine(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "go: ")
		if line != "" && !strings.HasPrefix(line, "warning:") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}
