package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/rule"
)

// SARIF writes a run as a SARIF 2.1.0 log. What its readers need decides its form:
//
//   - GitHub code scanning wants paths relative to the repository, one security-severity and precision for each rule, help
//     texts, and shows a result in a pull request only if its region lies in the diff. It ignores suppressions and would
//     show suppressed results as open, so a run holds these only on request.
//     Results and steps therefore cover no more than the first line of what they are about.
//   - reviewdog fails on a location without a file, so steps of a trace without a place are left out.
//   - Columns count UTF-16 code units, as the specification's default is; those of findings count bytes.
//
// The library's types do not leave this file. It writes null for some unset fields, which the schema forbids, so that
// the document is cleaned before it is written.
type SARIF struct{}

const (
	srcRoot = "%SRCROOT%" // the conventional name of the repository's root
	// maxResults is the number of results of a run that GitHub accepts, and maxTags of tags of a rule.
	maxResults = 25_000
	maxTags    = 10
	// maxSteps is the number of steps of one code flow that GitHub accepts.
	maxSteps = 1000
	// fingerprintName is the name of our fingerprint; its version changes when its computation does.
	fingerprintName = "apilint/v1"
)

// Report implements Handler.
func (SARIF) Report(w io.Writer, run *Run) error {
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return fmt.Errorf("sarif: %w", err)
	}
	log.AddRun(newSARIFRun(run))
	encoded, err := json.Marshal(log)
	if err != nil {
		return fmt.Errorf("sarif: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(encoded))
	d.UseNumber()
	var doc any
	if err := d.Decode(&doc); err != nil {
		return fmt.Errorf("sarif: %w", err)
	}
	return encode(w, withoutNulls(doc))
}

// withoutNulls removes the fields of objects that are null.
func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, field := range v {
			if field == nil {
				delete(v, key)
			} else {
				v[key] = withoutNulls(field)
			}
		}
	case []any:
		for i, element := range v {
			v[i] = withoutNulls(element)
		}
	}
	return v
}

// sarifRun makes the parts of one run.
type sarifRun struct {
	*Run
	hashes map[string][]string // of lines, by absolute file name
}

func newSARIFRun(run *Run) *sarif.Run {
	s := &sarifRun{Run: run, hashes: map[string][]string{}}
	driver := sarif.NewDriver("apilint").
		WithInformationURI(rule.Home).
		WithVersion(strings.TrimPrefix(run.Version, "v"))
	if v, ok := strings.CutPrefix(run.Version, "v"); ok {
		driver.WithSemanticVersion(v)
	}
	driver.Rules = []*sarif.ReportingDescriptor{}
	index := map[string]int{}
	for i, r := range run.Rules {
		driver.Rules = append(driver.Rules, descriptor(r))
		index[r.Name] = i
	}
	if slices.ContainsFunc(run.Findings, func(f finding.Finding) bool { return f.Rule == finding.DirectiveRule }) {
		index[finding.DirectiveRule] = len(driver.Rules)
		driver.Rules = append(driver.Rules, directiveDescriptor())
	}
	out := sarif.NewRun(*sarif.NewTool(driver))
	out.ColumnKind = "utf16CodeUnits"
	out.OriginalUriBaseIDs = map[string]*sarif.ArtifactLocation{
		srcRoot: sarif.NewArtifactLocation().WithDescriptionText("The root of the repository."),
	}
	out.AutomationDetails = sarif.NewRunAutomationDetails().WithID("apilint/" + category(run.Files) + "/")
	out.Invocations = []*sarif.Invocation{s.invocation()}
	if src := run.Source; src != nil {
		out.VersionControlProvenance = []*sarif.VersionControlDetails{{RepositoryURI: &src.Repository, RevisionID: &src.Revision}}
	}
	out.Results = []*sarif.Result{}
	worst := mostSevereFirst(run.Findings)
	for _, f := range worst[:min(len(worst), maxResults)] {
		out.Results = append(out.Results, s.result(f, index[f.Rule]))
	}
	return out
}

// category tells logs of one commit apart that are about different directories of a repository.
func category(files *Files) string {
	name, outside := relative(files.root, files.dir)
	if outside || name == "." {
		return "."
	}
	return name
}

// mostSevereFirst orders findings for readers that show only the first ones.
func mostSevereFirst(findings []finding.Finding) []finding.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(b.Confidence, a.Confidence))
	})
	return sorted
}

// descriptor describes a rule. It has no name, because one must not repeat the identifier.
func descriptor(r *rule.Rule) *sarif.ReportingDescriptor {
	doc := r.Documentation()
	tags := []string{"security"}
	for _, id := range r.CWE {
		tags = append(tags, fmt.Sprintf("external/cwe/cwe-%d", id))
	}
	for _, c := range r.OWASP {
		tags = append(tags, "external/owasp/"+strings.ToLower(c)+"-2023")
	}
	precision := "high"
	if r.Preset != rule.Default {
		precision = "medium"
	}
	help := doc.Format(false)
	markdown := fmt.Sprintf("%s.\n\n%s\n\n## Bad\n\n```go\n%s\n```\n\n## Good\n\n```go\n%s\n```\n",
		doc.TitleMarkdown, doc.TextMarkdown, doc.Before, doc.After)
	return sarif.NewRule(r.Name).
		WithShortDescription(sarif.NewMultiformatMessageString(doc.Title)).
		WithFullDescription(sarif.NewMultiformatMessageString(doc.Title + ".")).
		WithHelpURI(r.URL()).
		WithHelp(&sarif.MultiformatMessageString{Text: &help, Markdown: &markdown}).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(level(r.Severity))).
		WithProperties(sarif.Properties{
			"tags":              tags[:min(len(tags), maxTags)],
			"precision":         precision,
			"problem.severity":  problemSeverity(r.Severity),
			"security-severity": securitySeverity(r.Severity),
		})
}

// directiveDescriptor describes the pseudo rule of wrong directives. It is no weakness and has no security-severity.
func directiveDescriptor() *sarif.ReportingDescriptor {
	const title = "Directives of apilint that are malformed, unexplained or stale"
	const help = "A comment //apilint:ignore or //apilint:public names the rules that it silences and the reason, and is " +
		"removed when it silences nothing any more."
	return sarif.NewRule(finding.DirectiveRule).
		WithShortDescription(sarif.NewMultiformatMessageString(title)).
		WithFullDescription(sarif.NewMultiformatMessageString(title + ".")).
		WithHelp(sarif.NewMultiformatMessageString(help)).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(level(finding.Low))).
		WithProperties(sarif.Properties{
			"tags":             []string{"maintainability"},
			"precision":        "very-high",
			"problem.severity": problemSeverity(finding.Low),
		})
}

func level(s finding.Severity) string { return grade(s, "note") }

func problemSeverity(s finding.Severity) string { return grade(s, "recommendation") }

// grade names a severity among the three that most consumers know, of which they call the least differently.
func grade(s finding.Severity, least string) string {
	switch {
	case s >= finding.High:
		return "error"
	case s == finding.Medium:
		return "warning"
	default:
		return least
	}
}

// securitySeverity returns a score in the middle of the range that code scanning shows under s's name.
func securitySeverity(s finding.Severity) string {
	return [...]string{"0.1", "2.0", "5.5", "8.0", "9.5"}[s]
}

// invocation says whether everything could be analyzed, and what could not.
func (s *sarifRun) invocation() *sarif.Invocation {
	inv := sarif.NewInvocation().WithExecutionSuccess(s.Complete)
	for _, p := range s.Problems {
		text := p.Text
		if p.Package != "" {
			text = p.Package + ": " + text
		}
		n := sarif.NewNotification().WithMessage(message(text)).WithLevel("error")
		if p.Kind == Note {
			n.WithLevel("note")
		}
		if p.Place.IsValid() {
			n.WithLocations([]*sarif.Location{s.location(p.Place)})
		}
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, n)
	}
	return inv
}

func (s *sarifRun) result(f finding.Finding, ruleIndex int) *sarif.Result {
	res := sarif.NewRuleResult(f.Rule).
		WithRuleIndex(ruleIndex).
		WithLevel(level(f.Severity)).
		WithMessage(message(f.Message)).
		WithLocations([]*sarif.Location{s.location(f.Place)}).
		WithPartialFingerPrints(s.fingerprints(f))
	res.Properties = sarif.Properties{"severity": f.Severity.String(), "confidence": f.Confidence.String()}
	if flow := s.codeFlow(f); flow != nil {
		res.WithCodeFlows([]*sarif.CodeFlow{flow})
	}
	for _, fix := range f.Fixes {
		res.AddFix(s.fix(fix))
	}
	if f.Suppressed != nil {
		suppression := sarif.NewSuppression(f.Suppressed.Kind).WithJustifcation(f.Suppressed.Reason)
		res.WithSuppression([]*sarif.Suppression{suppression.WithLocation(s.location(f.Suppressed.Place))})
	}
	return res
}

func (s *sarifRun) fingerprints(f finding.Finding) map[string]any {
	prints := map[string]any{fingerprintName: f.Fingerprint}
	path := s.Files.Path(f.Place)
	hashes, ok := s.hashes[path]
	if !ok {
		if content := s.Files.read(f.Place); content != nil {
			hashes = lineHashes(content)
		}
		s.hashes[path] = hashes
	}
	if i := f.Place.Line - 1; i >= 0 && i < len(hashes) {
		prints["primaryLocationLineHash"] = hashes[i]
	}
	return prints
}

// codeFlow returns the trace of f with f itself as its last station.
func (s *sarifRun) codeFlow(f finding.Finding) *sarif.CodeFlow {
	var steps []*sarif.ThreadFlowLocation
	for _, step := range f.Trace {
		if step.Place.IsValid() && len(steps) < maxSteps-1 {
			steps = append(steps, s.step(step))
		}
	}
	if len(steps) == 0 {
		return nil
	}
	if last := f.Trace[len(f.Trace)-1].Place; last != f.Place {
		steps = append(steps, s.step(finding.Step{Place: f.Place, Text: f.Message}))
	}
	flow := sarif.NewCodeFlow()
	flow.AddThreadFlow(sarif.NewThreadFlow().WithLocations(steps))
	return flow
}

func (s *sarifRun) step(step finding.Step) *sarif.ThreadFlowLocation {
	return sarif.NewThreadFlowLocation().WithLocation(s.location(step.Place).WithMessage(message(step.Text)))
}

func (s *sarifRun) fix(fix finding.Fix) *sarif.Fix {
	var files []string // in the order of their first edit
	edits := map[string][]finding.Edit{}
	for _, e := range fix.Edits {
		name := s.Files.Path(e.Place)
		if edits[name] == nil {
			files = append(files, name)
		}
		edits[name] = append(edits[name], e)
	}
	out := sarif.NewFix().WithDescriptionText(fix.Message)
	out.ArtifactChanges = []*sarif.ArtifactChange{}
	for _, name := range files {
		change := &sarif.ArtifactChange{ArtifactLocation: *s.artifact(edits[name][0].Place)}
		for _, e := range edits[name] {
			text := e.New
			change.Replacements = append(change.Replacements, &sarif.Replacement{
				DeletedRegion:   *s.region(e.Place),
				InsertedContent: &sarif.ArtifactContent{Text: &text},
			})
		}
		out.ArtifactChanges = append(out.ArtifactChanges, change)
	}
	return out
}

func (s *sarifRun) location(p finding.Place) *sarif.Location {
	if p.EndLine > p.Line {
		p.EndLine, p.EndCol = p.Line, max(p.Col, len(s.Files.Line(p, p.Line))+1)
	}
	return sarif.NewLocation().WithPhysicalLocation(
		sarif.NewPhysicalLocation().WithArtifactLocation(s.artifact(p)).WithRegion(s.region(p)))
}

func (s *sarifRun) artifact(p finding.Place) *sarif.ArtifactLocation {
	ref, isRelative := s.Files.uri(p)
	location := sarif.NewSimpleArtifactLocation(ref)
	if isRelative {
		location.WithUriBaseId(srcRoot)
	}
	return location
}

func (s *sarifRun) region(p finding.Place) *sarif.Region {
	region := sarif.NewRegion().WithStartLine(p.Line).WithStartColumn(s.Files.column(p, p.Line, p.Col))
	if p.EndLine > 0 {
		region.WithEndLine(p.EndLine).WithEndColumn(s.Files.column(p, p.EndLine, p.EndCol))
	}
	return region
}

// message returns text as a message. Brackets would be read as links.
func message(text string) *sarif.Message {
	return sarif.NewTextMessage(strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(text))
}
