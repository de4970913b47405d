package report

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"github.com/apilint/apilint/internal/finding"
)

// Files finds the source files of places and names them for readers.
type Files struct {
	modules map[string]string // absolute directory by module path
	dir     string            // what names for people are relative to
	root    string            // what URIs are relative to
	content map[string][]byte // by absolute name; nil if the file cannot be read
}

// NewFiles returns the files of modules, given by path with their absolute directories. Names are relative to dir, the
// working directory, and URIs to the root of the repository that holds it.
func NewFiles(modules map[string]string, dir string) *Files {
	return &Files{modules: modules, dir: dir, root: repository(dir), content: map[string][]byte{}}
}

// repository returns the root of the version-controlled tree that holds dir, or dir itself if there is none. A worktree
// has a file in place of the directory.
func repository(dir string) string {
	for d := dir; ; {
		if _, err := os.Stat(filepath.Join(d, ".git")); err == nil {
			return d
		}
		parent := filepath.Dir(d)
		if parent == d {
			return dir
		}
		d = parent
	}
}

// Path returns the absolute name of p's file.
func (f *Files) Path(p finding.Place) string {
	name := filepath.FromSlash(p.File)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(f.modules[p.Module], name)
}

// Name returns the name of p's file for people: relative to the working directory, but not by more than two steps up.
func (f *Files) Name(p finding.Place) string {
	name, far := relative(f.dir, f.Path(p))
	if far && strings.HasPrefix(name, "../../../") {
		return filepath.ToSlash(f.Path(p))
	}
	return name
}

// uri returns a relative reference to p's file from the root of the repository, or an absolute URI if it lies elsewhere.
func (f *Files) uri(p finding.Place) (ref string, isRelative bool) {
	path := f.Path(p)
	name, outside := relative(f.root, path)
	if outside {
		return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String(), false
	}
	return (&url.URL{Path: name}).String(), true
}

// relative returns path relative to dir, with slashes, and whether it lies outside.
func relative(dir, path string) (name string, outside bool) {
	rel, err := filepath.Rel(dir, path)
	if err != nil {
		return filepath.ToSlash(path), true
	}
	rel = filepath.ToSlash(rel)
	return rel, rel == ".." || strings.HasPrefix(rel, "../")
}

// read returns the content of p's file, nil if it cannot be read.
func (f *Files) read(p finding.Place) []byte {
	path := f.Path(p)
	content, ok := f.content[path]
	if !ok {
		content, _ = os.ReadFile(path) // a report is worth having without its source lines
		f.content[path] = content
	}
	return content
}

// Line returns the text of line n of p's file without its end, or "" if there is no such line.
func (f *Files) Line(p finding.Place, n int) string {
	content := f.read(p)
	for ; n > 1; n-- {
		i := bytes.IndexByte(content, '\n')
		if i < 0 {
			return ""
		}
		content = content[i+1:]
	}
	line, _, _ := bytes.Cut(content, []byte("\n"))
	return strings.TrimSuffix(string(line), "\r")
}

// column turns a column of p's file that counts bytes into one that counts UTF-16 code units.
func (f *Files) column(p finding.Place, line, col int) int {
	text := f.Line(p, line)
	if col < 1 || col-1 > len(text) {
		return max(col, 1)
	}
	return len(utf16.Encode([]rune(text[:col-1]))) + 1
}
