package driver

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/apilint/apilint/internal/finding"
)

// A lineReader returns lines of source files, reading each file once.
type lineReader struct {
	modules map[string]string // absolute directories by module path
	files   map[fileKey][][]byte
}

type fileKey struct{ module, file string }

func newLineReader(modules map[string]string) *lineReader {
	return &lineReader{modules: modules, files: make(map[fileKey][][]byte)}
}

// line returns the text of p's first line, "" if it cannot be read.
func (r *lineReader) line(p finding.Place) string {
	key := fileKey{p.Module, p.File}
	lines, ok := r.files[key]
	if !ok {
		data, err := os.ReadFile(filepath.Join(r.modules[p.Module], filepath.FromSlash(p.File)))
		if err == nil {
			lines = bytes.Split(data, []byte("\n"))
		}
		r.files[key] = lines
	}
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return string(lines[p.Line-1])
}
