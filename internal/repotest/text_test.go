package repotest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNoTraceOfTheWorkshop looks for what makes sense only where this was written.
func TestNoTraceOfTheWorkshop(t *testing.T) {
	traces := []*regexp.Regexp{
		regexp.MustCompile(`\.\./sha` + `red`),
		regexp.MustCompile(`(^|[^\w.~-])/(ho` + `me|ro` + `ot|Us` + `ers|wo` + `rk)/`),
		regexp.MustCompile(`(?i)GOPR` + `OXY=https?:`),
	}
	files := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.Name() == ".git" && d.IsDir():
			return fs.SkipDir
		case d.Name() == ".git", !d.Type().IsRegular(): // a worktree has a file of that name
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if bytes.IndexByte(content, 0) >= 0 {
			return nil // no text
		}
		files++
		for i, line := range strings.Split(string(content), "\n") {
			for _, trace := range traces {
				if trace.MatchString(line) {
					t.Errorf("%s:%d mentions a place of one machine: %s", name, i+1, line)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("looked at %d files only", files)
	}
}
