package config

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/rule"
)

// Names are the names that a configuration file may have.
var Names = []string{".apilint.yml", ".apilint.yaml"}

// symbolForm matches symbols as go/types prints them.
var symbolForm = regexp.MustCompile(`^(?:\(\*?[\w.~/-]+\.[\pL_][\pL\d_]*\)|[\w.~/-]+)\.[\pL_][\pL\d_]*$`)

// maxSize bounds what is read of a file that somebody else may have written.
const maxSize = 1 << 20

// Error says what is wrong with a file, and where.
type Error struct {
	File      string
	Line, Col int // 0 if the file as a whole is wrong
	Text      string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Text)
}

// Load returns the configuration for a run in dir. Name is the file's name relative to dir, "off" for none, or "" for the
// nearest one above. Rules are those that it may speak of.
func Load(name, dir string, rules []*rule.Rule) (*Config, error) {
	switch {
	case name == "off":
		return &Config{}, nil
	case name == "":
		found, err := Find(dir)
		if err != nil || found == "" {
			return &Config{}, err
		}
		name = found
	case !filepath.IsAbs(name):
		name = filepath.Join(dir, name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	shown := name
	if rel, err := filepath.Rel(dir, name); err == nil && !strings.HasPrefix(rel, "..") {
		shown = rel
	}
	c, err := Parse(filepath.ToSlash(shown), content, rules)
	if err != nil {
		return nil, err
	}
	c.File = name
	return c, nil
}

// Find returns the name of the configuration file for a run in dir: the nearest one at or above dir, but within the
// repository, or without one within the workspace or module. It is "" if there is none.
func Find(dir string) (string, error) {
	top := boundary(dir)
	for {
		var found []string
		for _, name := range Names {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
				found = append(found, filepath.Join(dir, name))
			}
		}
		switch {
		case len(found) > 1:
			return "", fmt.Errorf("configuration: there are both %s and %s", found[0], found[1])
		case len(found) == 1:
			return found[0], nil
		case dir == top:
			return "", nil
		}
		dir = filepath.Dir(dir)
	}
}

// boundary returns the directory above which no configuration is looked for: what lies there belongs to somebody else.
func boundary(dir string) string {
	for _, mark := range []string{".git", "go.work", "go.mod"} {
		for d := dir; ; d = filepath.Dir(d) {
			if _, err := os.Stat(filepath.Join(d, mark)); err == nil {
				return d
			}
			if d == filepath.Dir(d) {
				break
			}
		}
	}
	return dir
}

// Parse returns the configuration with a content. Name is the file's name in errors, all of which are *Error.
func Parse(name string, content []byte, rules []*rule.Rule) (*Config, error) {
	if len(content) > maxSize {
		return nil, &Error{File: name, Text: fmt.Sprintf("is larger than %d bytes", maxSize)}
	}
	sum := sha256.Sum256(content)
	c := &Config{Sum: hex.EncodeToString(sum[:]), name: name}
	doc, err := document(content)
	if err != nil {
		err.File = name
		return nil, err
	}
	if doc == nil {
		return c, nil
	}
	d := &decoder{}
	d.value(doc, reflect.ValueOf(c).Elem(), "the configuration")
	if len(d.errs) == 0 {
		d.check(c, rules)
	}
	for _, e := range d.errs {
		e.File = name
	}
	if len(d.errs) > 0 {
		return nil, Join(d.errs)
	}
	return c, nil
}

// Join returns errors as one, in order of position; nil if there are none.
func Join(errs []*Error) error {
	slices.SortStableFunc(errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	var all []error
	for _, e := range errs {
		all = append(all, e)
	}
	return errors.Join(all...)
}

// document returns the only document of a file, nil if the file is empty.
func document(content []byte) (*yaml.Node, *Error) {
	dec := yaml.NewDecoder(bytes.NewReader(content))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err == io.EOF {
		return nil, nil
	} else if err != nil {
		return nil, syntaxError(err)
	}
	if err := dec.Decode(&more); err != io.EOF {
		if err != nil {
			return nil, syntaxError(err)
		}
		return nil, &Error{Line: more.Line, Col: more.Column, Text: "a second document begins; the file has one"}
	}
	root := doc.Content[0]
	if root.Tag == "!!null" {
		return nil, nil
	}
	return root, nil
}

// syntaxError takes apart "yaml: line 3: did not find expected key".
func syntaxError(err error) *Error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		number, rest, _ := strings.Cut(rest, ": ")
		if line, err := strconv.Atoi(number); err == nil {
			return &Error{Line: line, Col: 1, Text: rest}
		}
	}
	return &Error{Line: 1, Col: 1, Text: text}
}

// check looks for what the types cannot say.
func (d *decoder) check(c *Config, rules []*rule.Rule) {
	at := func(p Pos) *yaml.Node { return &yaml.Node{Line: p.Line, Column: p.Col} }
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	for _, r := range c.Rules {
		if r.Rule != everyRule && !slices.Contains(names, r.Rule) {
			d.errorf(at(r.Pos), "unknown rule %q%s", r.Rule, oneOf(r.Rule, names))
		}
	}
	for _, m := range c.Models {
		d.model(at(m.Pos), &m.Entry)
	}
	if len(d.errs) > 0 {
		return
	}
	var entries []knowledge.Entry
	for _, m := range c.Models {
		entries = append(entries, m.Entry)
	}
	models, err := knowledge.NewModels(entries)
	if err != nil {
		d.errorf(at(c.Models[0].Pos), "%s", strings.TrimPrefix(err.Error(), "knowledge: "))
		return
	}
	c.models = models
}

// model checks one entry.
func (d *decoder) model(n *yaml.Node, e *knowledge.Entry) {
	symbols, err := knowledge.Alternatives(e.Symbol)
	if err != nil {
		d.errorf(n, "%s", strings.TrimPrefix(err.Error(), "knowledge: "))
		return
	}
	for _, s := range symbols {
		if !symbolForm.MatchString(s) {
			d.errorf(n, "%q is no symbol (want path.Function, (path.Type).Method, (*path.Type).Method or path.Variable)", s)
			return
		}
	}
	aspects := false
	for _, f := range reflect.ValueOf(*e).Fields() {
		aspects = aspects || f.Kind() == reflect.Pointer && !f.IsNil()
	}
	if !aspects {
		d.errorf(n, "the model of %s says nothing about it", e.Symbol)
	}
	if r := e.Router; r != nil && (r.Op == knowledge.New || r.Family != "") && knowledge.Families[r.Family] == nil {
		var families []string
		for name := range knowledge.Families {
			families = append(families, name)
		}
		slices.Sort(families)
		d.errorf(n, "family cannot be %q%s", r.Family, oneOf(r.Family, families))
	}
}
