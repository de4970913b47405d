package report

import (
	"io"

	"github.com/apilint/apilint/internal/finding"
)

// GitLab writes findings as a Code Quality report, which every GitLab shows in merge requests. Newer ones take SARIF too.
type GitLab struct{}

type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	}
)

// Report implements Handler.
func (GitLab) Report(w io.Writer, run *Run) error {
	issues := []gitlabIssue{}
	for _, f := range run.Findings {
		if f.Suppressed != nil {
			continue
		}
		name, _ := relative(run.Files.root, run.Files.Path(f.Place))
		issues = append(issues, gitlabIssue{
			Description: f.Message,
			CheckName:   f.Rule,
			Fingerprint: f.Fingerprint,
			Severity:    gitlabSeverity(f.Severity),
			Location:    gitlabLocation{name, gitlabLines{f.Place.Line, f.Place.EndLine}},
		})
	}
	return encode(w, issues)
}

func gitlabSeverity(s finding.Severity) string {
	return [...]string{"info", "minor", "major", "critical", "blocker"}[s]
}
