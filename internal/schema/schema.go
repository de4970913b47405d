// Package schema reads the SQL scripts that lie beside a program's source: schemas, and the migrations that lead to them. They
// say which tables the database has and how these refer to each other, and nothing in the source need say it again.
//
// All layouts are alike in what matters: files of golang-migrate, goose, Atlas, dbmate and sqlc, and schemas that are loaded by hand,
// are scripts called *.sql, of which the order of their names is that of their application. What a migration does when it
// is taken back is left out.
package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Scripts are the scripts of a program.
type Scripts struct {
	Texts []string // in order of their files' names
	Sum   string   // tells these scripts from others; "" if there are none
}

// Bounds on what is read. A file beyond them holds data rather than a schema.
const (
	maxSize  = 1 << 20 // bytes of a file
	maxTotal = 16 << 20
	maxFiles = 2000
	maxDirs  = 20000
)

// Read reads the scripts of the workspace or module that holds a directory. Directories that the go command leaves out of ./... are
// left out here too. What cannot be read is not there.
func Read(dir string) Scripts {
	root, whole := home(dir)
	if root == "" {
		return Scripts{}
	}
	r := reader{root: root, whole: whole}
	_ = filepath.WalkDir(root, r.visit) // errors are passed over in visit
	return r.scripts()
}

// home returns the root of the workspace that holds dir, whole tells, or else that of the module.
func home(dir string) (root string, whole bool) {
	for {
		if isFile(filepath.Join(dir, "go.work")) && os.Getenv("GOWORK") == "" {
			return dir, true
		}
		if root == "" && isFile(filepath.Join(dir, "go.mod")) {
			root = dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return root, false
		}
		dir = parent
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// reader collects scripts.
type reader struct {
	root  string
	whole bool // modules below the root belong to it
	dirs  int
	total int64
	names []string
	texts []string
}

// visit implements [fs.WalkDirFunc]. It goes on after errors.
func (r *reader) visit(name string, e fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return nil
	case !e.IsDir():
		r.add(name, e)
		return nil
	}
	if r.dirs++; r.dirs > maxDirs || len(r.names) >= maxFiles {
		return fs.SkipAll
	}
	if name != r.root && (!isSource(e.Name()) || !r.whole && isFile(filepath.Join(name, "go.mod"))) {
		return fs.SkipDir
	}
	return nil
}

// isSource reports whether a directory with a name is part of ./...; others' packages for browsers are not looked through.
func isSource(name string) bool {
	return name[0] != '.' && name[0] != '_' && name != "testdata" && name != "vendor" && name != "node_modules"
}

func (r *reader) add(name string, e fs.DirEntry) {
	lower := strings.ToLower(e.Name())
	if !strings.HasSuffix(lower, ".sql") || strings.HasSuffix(lower, ".down.sql") || !e.Type().IsRegular() || len(r.names) >= maxFiles {
		return
	}
	info, err := e.Info()
	if err != nil || info.Size() > maxSize || r.total+info.Size() > maxTotal {
		return
	}
	text, err := os.ReadFile(name)
	if err != nil || len(text) > maxSize {
		return
	}
	r.total += int64(len(text))
	r.names = append(r.names, name)
	r.texts = append(r.texts, forward(string(text)))
}

// backward begins the part of a migration that takes it back.
var backward = regexp.MustCompile(`(?im)^--\s*(\+goose|\+migrate|migrate:)\s*down\b`)

// forward returns what a script does when it is applied.
func forward(text string) string {
	if at := backward.FindStringIndex(text); at != nil {
		return text[:at[0]]
	}
	return text
}

// scripts returns what was read. The sum knows names, because they decide the order.
func (r *reader) scripts() Scripts {
	if len(r.names) == 0 {
		return Scripts{}
	}
	h := sha256.New()
	for i, name := range r.names {
		rel, err := filepath.Rel(r.root, name)
		if err != nil {
			rel = name
		}
		for _, part := range []string{filepath.ToSlash(rel), r.texts[i]} {
			io.WriteString(h, strconv.Itoa(len(part))+" "+part) // hashes do not fail
		}
	}
	return Scripts{Texts: r.texts, Sum: hex.EncodeToString(h.Sum(nil))}
}
