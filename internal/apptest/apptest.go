// Package apptest reads what the fixtures of testdata/src expect of apilint: the expected.json of a service under apps,
// and the want comments in any package.
//
// A want comment stands on the line of the finding and names one or more rules, each optionally followed by a quoted
// regular expression that the finding's message matches:
//
//	rows, err := db.Query(q) // want sqlconcat
//	mux.HandleFunc("GET /export", export) // want routeauth "GET /export" errleak
//
// The line is that of the expression to change: the registration (routeauth), the handler's call that is given the id
// (ownercheck), the call that runs the query or, in another function, the expression that builds it (sqlconcat), the option
// or header (cors), the call that writes the response or, in another function, the expression that turns the error into text
// (errleak) and the log call (secretlog). A near miss says why it is one: // ok: owner compared above.
package apptest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Expected is the content of an expected.json: everything that apilint should say about one service.
type Expected struct {
	Routes   []Route   `json:"routes"`
	Findings []Finding `json:"findings"`
}

// Route is an endpoint of a service.
type Route struct {
	Method  string `json:"method"` // "ANY" when the pattern takes every method
	Path    string `json:"path"`   // full path, with parameters as {name}
	Handler string `json:"handler"`
	Auth    Auth   `json:"auth"`
	Role    string `json:"role,omitempty"` // "admin" when the route demands a role that sees everything, whatever the service calls it
}

// Auth says what a route demands of its caller. All but Required let an anonymous request through.
type Auth string

// The demands of a route.
const (
	Required Auth = "required" // a caller that is known, or a signature of the request
	Optional Auth = "optional" // the caller is looked up but need not be there
	None     Auth = "none"
	Public   Auth = "public" // none, by design: by the kind of the route or declared so
)

// Finding is a finding that a service is expected to have.
type Finding struct {
	Rule     string `json:"rule"`
	File     string `json:"file"` // relative to the service's directory
	Line     int    `json:"line"`
	Contains string `json:"contains"` // part of the message
}

// Load reads the expected.json of the service in dir.
func Load(dir string) (*Expected, error) {
	name := filepath.Join(dir, "expected.json")
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("apptest: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var e Expected
	if err := dec.Decode(&e); err != nil {
		return nil, fmt.Errorf("apptest: %s: %w", name, err)
	}
	return &e, nil
}

// Want is one expectation of a want comment.
type Want struct {
	Rule    string
	File    string // relative to the directory that was read, slash-separated
	Line    int
	Pattern string // regular expression of the message, empty for any
}

// Comments are the expectations in the Go files of a directory tree, in file and line order.
type Comments struct {
	Wants      []Want
	NearMisses int // number of "ok:" comments
}

// ReadComments reads the want and ok comments of all Go files in dir and below.
func ReadComments(dir string) (*Comments, error) {
	var all Comments
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return all.readFile(path, filepath.ToSlash(rel))
	})
	if err != nil {
		return nil, fmt.Errorf("apptest: comments of %s: %w", dir, err)
	}
	return &all, nil
}

func (c *Comments) readFile(path, rel string) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if err := c.read(comment, rel, fset.Position(comment.Pos()).Line); err != nil {
				return fmt.Errorf("%s:%d: %w", rel, fset.Position(comment.Pos()).Line, err)
			}
		}
	}
	return nil
}

func (c *Comments) read(comment *ast.Comment, file string, line int) error {
	if reason, ok := strings.CutPrefix(comment.Text, "// ok:"); ok {
		if strings.TrimSpace(reason) == "" {
			return fmt.Errorf("ok comment without a reason")
		}
		c.NearMisses++
		return nil
	}
	rest, ok := strings.CutPrefix(comment.Text, "// want ")
	if !ok {
		return nil
	}
	wants, err := parseWants(rest)
	for _, w := range wants {
		w.File, w.Line = file, line
		c.Wants = append(c.Wants, w)
	}
	return err
}

// parseWants parses what follows "// want ": rule names, each with an optional quoted pattern.
func parseWants(text string) ([]Want, error) {
	var wants []Want
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		if text[0] != '"' && text[0] != '`' {
			name, rest, _ := strings.Cut(text, " ")
			wants = append(wants, Want{Rule: name})
			text = rest
			continue
		}
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil || len(wants) == 0 {
			return nil, fmt.Errorf("malformed want comment at %s", text)
		}
		pattern, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fmt.Errorf("want comment: %s: %w", quoted, err)
		}
		wants[len(wants)-1].Pattern = pattern
		text = text[len(quoted):]
	}
	if len(wants) == 0 {
		return nil, fmt.Errorf("want comment names no rule")
	}
	return wants, nil
}
