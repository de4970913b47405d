package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/term"
)

// output is where the report goes. What was written appears under the file's name only when it is committed, so that
// nobody reads half a report and a failed run leaves the last one alone.
type output struct {
	io.Writer
	file *os.File // the file being written; nil for the standard output
	name string   // what file is renamed to; "" if it is written in place
}

// open returns the output called name, relative to dir; "" and "-" are the standard output. It fails before anything was
// analyzed when the report could not be written.
func (t *tool) open(name, dir string) (*output, error) {
	if name == "" || name == "-" {
		return &output{Writer: t.stdout}, nil
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		file, err := os.OpenFile(name, os.O_WRONLY, 0) // a device or a pipe is not replaced
		if err != nil {
			return nil, fmt.Errorf("-o: %w", err)
		}
		return &output{Writer: file, file: file}, nil
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d", filepath.Base(name), os.Getpid()))
	file, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, fmt.Errorf("-o: %w", err)
	}
	return &output{Writer: file, file: file, name: name}, nil
}

// commit makes what was written visible.
func (o *output) commit() error {
	if o.file == nil {
		return nil
	}
	file := o.file
	err := file.Close()
	if err == nil && o.name != "" {
		err = os.Rename(file.Name(), o.name)
	}
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	o.file = nil
	return nil
}

// discard drops what was not committed.
func (o *output) discard() {
	if o.file == nil {
		return
	}
	o.file.Close()
	if o.name != "" {
		os.Remove(o.file.Name())
	}
}

// colored reports whether what is written to w may be coloured: a terminal reads it and its user does not object.
func (t *tool) colored(w io.Writer) bool {
	return t.env("NO_COLOR") == "" && t.isTerminal(w)
}

// isTerminal reports whether w is a terminal that understands escape sequences.
func (t *tool) isTerminal(w io.Writer) bool {
	if o, ok := w.(*output); ok {
		w = o.Writer
	}
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd())) && t.env("TERM") != "dumb"
}
