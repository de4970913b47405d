package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/apilint/apilint/internal/finding"
)

// JSON writes a run as one JSON document. docs/json.md describes it; its fields are never renamed or removed without a
// new value of "schema". It has types of its own so that a change of the finding model cannot change it by accident.
type JSON struct{}

// jsonSchema is the version of the document's form.
const jsonSchema = 1

type (
	jsonRun struct {
		Schema   int           `json:"schema"`
		Tool     jsonTool      `json:"tool"`
		Complete bool          `json:"complete"`
		Rules    []string      `json:"rules"`
		Findings []jsonFinding `json:"findings"`
		Problems []jsonProblem `json:"problems"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonPlace struct {
		File      string `json:"file"`
		Line      int    `json:"line"`
		Column    int    `json:"column"`
		EndLine   int    `json:"endLine,omitempty"`
		EndColumn int    `json:"endColumn,omitempty"`
	}
	jsonFinding struct {
		Rule       string             `json:"rule"`
		Severity   finding.Severity   `json:"severity"`
		Confidence finding.Confidence `json:"confidence"`
		jsonPlace
		Package     string           `json:"package"`
		Module      string           `json:"module,omitempty"`
		Message     string           `json:"message"`
		Fingerprint string           `json:"fingerprint"`
		Trace       []jsonStep       `json:"trace,omitempty"`
		Fixes       []jsonFix        `json:"fixes,omitempty"`
		Suppressed  *jsonSuppression `json:"suppressed,omitempty"`
	}
	jsonStep struct {
		*jsonPlace
		Message string `json:"message"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		jsonPlace
		New string `json:"new"`
	}
	jsonSuppression struct {
		jsonPlace
		Reason string `json:"reason"`
	}
	jsonProblem struct {
		Kind    ProblemKind `json:"kind"`
		Package string      `json:"package,omitempty"`
		*jsonPlace
		Message string `json:"message"`
	}
)

// Report implements Handler.
func (JSON) Report(w io.Writer, run *Run) error {
	doc := jsonRun{
		Schema:   jsonSchema,
		Tool:     jsonTool{Name: "apilint", Version: run.Version},
		Complete: run.Complete,
		Rules:    []string{},
		Findings: []jsonFinding{},
		Problems: []jsonProblem{},
	}
	for _, r := range run.Rules {
		doc.Rules = append(doc.Rules, r.Name)
	}
	for _, f := range run.Findings {
		doc.Findings = append(doc.Findings, toJSON(run.Files, f))
	}
	for _, p := range run.Problems {
		doc.Problems = append(doc.Problems, jsonProblem{p.Kind, p.Package, maybePlace(run.Files, p.Place), p.Text})
	}
	return encode(w, doc)
}

func toJSON(files *Files, f finding.Finding) jsonFinding {
	out := jsonFinding{
		Rule:        f.Rule,
		Severity:    f.Severity,
		Confidence:  f.Confidence,
		jsonPlace:   placeToJSON(files, f.Place),
		Package:     f.Place.Package,
		Module:      f.Place.Module,
		Message:     f.Message,
		Fingerprint: f.Fingerprint,
	}
	for _, s := range f.Trace {
		out.Trace = append(out.Trace, jsonStep{maybePlace(files, s.Place), s.Text})
	}
	for _, fix := range f.Fixes {
		j := jsonFix{Message: fix.Message, Edits: []jsonEdit{}}
		for _, e := range fix.Edits {
			j.Edits = append(j.Edits, jsonEdit{placeToJSON(files, e.Place), e.New})
		}
		out.Fixes = append(out.Fixes, j)
	}
	if s := f.Suppressed; s != nil {
		out.Suppressed = &jsonSuppression{placeToJSON(files, s.Place), s.Reason}
	}
	return out
}

func placeToJSON(files *Files, p finding.Place) jsonPlace {
	return jsonPlace{File: files.Name(p), Line: p.Line, Column: p.Col, EndLine: p.EndLine, EndColumn: p.EndCol}
}

// maybePlace returns nil, which leaves the fields out, if p is no place.
func maybePlace(files *Files, p finding.Place) *jsonPlace {
	if !p.IsValid() {
		return nil
	}
	place := placeToJSON(files, p)
	return &place
}

// encode writes doc as indented JSON. Code in messages stays readable: "<" is not escaped.
func encode(w io.Writer, doc any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}
