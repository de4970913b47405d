package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/apilint/apilint/internal/finding"
)

// GitHub writes findings as commands to the runner of GitHub Actions, which shows them in the diff of a pull request. It
// shows ten of each kind for a step, so the gravest come first; those that would not be shown follow as text.
type GitHub struct{}

// maxAnnotations is the number of annotations of a kind that GitHub shows for a step.
const maxAnnotations = 10

// Report implements Handler.
func (GitHub) Report(w io.Writer, run *Run) error {
	b := bufio.NewWriter(w)
	written := map[string]int{}
	var rest []finding.Finding
	for _, f := range mostSevereFirst(run.Findings) {
		if f.Suppressed != nil {
			continue
		}
		kind := annotation(f.Severity)
		if written[kind]++; written[kind] > maxAnnotations {
			rest = append(rest, f)
			continue
		}
		fmt.Fprintf(b, "::%s %s::%s\n", kind, properties(run.Files, f), dataEscapes.Replace(f.Message+traceEnds(run.Files, f)))
	}
	for _, f := range rest {
		Text{}.finding(b, run.Files, f)
	}
	return b.Flush()
}

func annotation(s finding.Severity) string { return grade(s, "notice") }

// properties says where a finding is; names are relative to the repository, which the runner has checked out.
func properties(files *Files, f finding.Finding) string {
	p := f.Place
	name, _ := relative(files.root, files.Path(p))
	list := []string{"file=" + propertyEscapes.Replace(name), fmt.Sprintf("line=%d", p.Line)}
	if p.EndLine > p.Line {
		list = append(list, fmt.Sprintf("endLine=%d", p.EndLine))
	} else { // GitHub refuses columns where there are several lines
		list = append(list, fmt.Sprintf("col=%d", files.column(p, p.Line, p.Col)))
		if p.EndLine == p.Line {
			list = append(list, fmt.Sprintf("endColumn=%d", files.column(p, p.Line, p.EndCol)))
		}
	}
	title := fmt.Sprintf("apilint %s: %s severity, %s confidence", f.Rule, f.Severity, f.Confidence)
	return strings.Join(append(list, "title="+propertyEscapes.Replace(title)), ",")
}

// traceEnds returns where the trace of a finding begins, if that is elsewhere.
func traceEnds(files *Files, f finding.Finding) string {
	for _, s := range f.Trace {
		if s.Place.IsValid() && s.Place != f.Place {
			return fmt.Sprintf("\n%s: %s", position(files, s.Place), s.Text)
		}
	}
	return ""
}

// The characters that commands of the runner give a meaning.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
