// Package fix applies the suggested fixes of findings to files.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"slices"

	"github.com/apilint/apilint/internal/finding"
)

// File is a source file before and after the fixes.
type File struct {
	Name     string // as path names it
	Old, New []byte
}

// Result is what the fixes of some findings amount to.
type Result struct {
	Files     []File            // that change, sorted by name
	Fixed     int               // findings whose fix is part of Files
	Remaining []finding.Finding // findings without a fix, or whose fix contradicts that of an earlier finding
}

// Plan computes what becomes of the files when the first fix of each finding is applied. A fix is applied whole or not at
// all: one that touches what an earlier one changes is left for the next run. Files that were formatted stay so. Path
// returns the name of a place's file and read its content.
func Plan(findings []finding.Finding, path func(finding.Place) string, read func(name string) ([]byte, error)) (Result, error) {
	var result Result
	files := map[string]*file{}
	for _, f := range findings {
		if len(f.Fixes) == 0 || f.Suppressed != nil {
			result.Remaining = append(result.Remaining, f)
			continue
		}
		edits, err := resolve(f.Fixes[0].Edits, files, path, read)
		if err != nil {
			return Result{}, fmt.Errorf("fixing %s at %s: %w", f.Rule, f.Place, err)
		}
		if slices.ContainsFunc(edits, edit.clashes) {
			result.Remaining = append(result.Remaining, f)
			continue
		}
		for _, e := range edits {
			e.file.add(e)
		}
		result.Fixed++
	}
	for _, f := range files {
		if len(f.edits) > 0 {
			result.Files = append(result.Files, File{Name: f.name, Old: f.content, New: f.apply()})
		}
	}
	slices.SortFunc(result.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return result, nil
}

// file is a file with the edits planned for it.
type file struct {
	name    string
	content []byte
	edits   []edit // sorted and free of overlaps
}

// edit replaces content[start:end] of a file.
type edit struct {
	file       *file
	start, end int
	text       string
}

// resolve finds the byte ranges of edits.
func resolve(edits []finding.Edit, files map[string]*file, path func(finding.Place) string, read func(string) ([]byte, error)) ([]edit, error) {
	var resolved []edit
	for _, e := range edits {
		name := path(e.Place)
		f := files[name]
		if f == nil {
			content, err := read(name)
			if err != nil {
				return nil, err
			}
			f = &file{name: name, content: content}
			files[name] = f
		}
		start, okStart := offset(f.content, e.Place.Line, e.Place.Col)
		end, okEnd := offset(f.content, e.Place.EndLine, e.Place.EndCol)
		if !okStart || !okEnd || end < start {
			return nil, fmt.Errorf("%s has no range %d:%d to %d:%d; was it edited since it was analyzed?",
				name, e.Place.Line, e.Place.Col, e.Place.EndLine, e.Place.EndCol)
		}
		resolved = append(resolved, edit{f, start, end, e.New})
	}
	return resolved, nil
}

// offset returns the index in content of a 1-based line and column in bytes.
func offset(content []byte, line, col int) (int, bool) {
	if line < 1 || col < 1 {
		return 0, false
	}
	start := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(content[start:], '\n')
		if i < 0 {
			return 0, false
		}
		start += i + 1
	}
	length := bytes.IndexByte(content[start:], '\n')
	if length < 0 {
		length = len(content) - start
	}
	return start + col - 1, col-1 <= length
}

// clashes reports whether e touches a range that another edit changes differently. The same edit twice is one edit, as
// when two findings ask for the same import.
func (e edit) clashes() bool {
	return slices.ContainsFunc(e.file.edits, func(other edit) bool {
		return e != other && e.start <= other.end && other.start <= e.end
	})
}

func (f *file) add(e edit) {
	i, found := slices.BinarySearchFunc(f.edits, e, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	if !found {
		f.edits = slices.Insert(f.edits, i, e)
	}
}

func (f *file) apply() []byte {
	var out []byte
	last := 0
	for _, e := range f.edits {
		out = append(out, f.content[last:e.start]...)
		out = append(out, e.text...)
		last = e.end
	}
	out = append(out, f.content[last:]...)
	if formatted, err := format.Source(f.content); err != nil || !bytes.Equal(formatted, f.content) {
		return out // it was not formatted, and the user may want it so
	}
	if formatted, err := format.Source(out); err == nil {
		return formatted
	}
	return out
}
