// Package analyzers is the registry of apilint's rules and the front door for programs that embed them.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/rule"
	"github.com/apilint/apilint/passes/bodylimit"
	"github.com/apilint/apilint/passes/cmdinject"
	"github.com/apilint/apilint/passes/cors"
	"github.com/apilint/apilint/passes/dataexposure"
	"github.com/apilint/apilint/passes/errleak"
	"github.com/apilint/apilint/passes/massassign"
	"github.com/apilint/apilint/passes/nosqlinject"
	"github.com/apilint/apilint/passes/openredirect"
	"github.com/apilint/apilint/passes/ownercheck"
	"github.com/apilint/apilint/passes/pathtraversal"
	"github.com/apilint/apilint/passes/ratelimit"
	"github.com/apilint/apilint/passes/rolecheck"
	"github.com/apilint/apilint/passes/routeauth"
	"github.com/apilint/apilint/passes/secretlog"
	"github.com/apilint/apilint/passes/sqlconcat"
	"github.com/apilint/apilint/passes/ssrf"
	"github.com/apilint/apilint/passes/xss"
)

// All returns every rule, in the order in which lists of rules show them: who may call, whose object, what goes in, what
// comes out.
func All() []*rule.Rule {
	return []*rule.Rule{
		&routeauth.Rule,
		&rolecheck.Rule,
		&ratelimit.Rule,
		&ownercheck.Rule,
		&bodylimit.Rule,
		&sqlconcat.Rule,
		&ssrf.Rule,
		&openredirect.Rule,
		&pathtraversal.Rule,
		&cmdinject.Rule,
		&nosqlinject.Rule,
		&xss.Rule,
		&cors.Rule,
		&massassign.Rule,
		&dataexposure.Rule,
		&errleak.Rule,
		&secretlog.Rule,
	}
}

// Default returns the rules of the default preset.
func Default() []*rule.Rule { return Preset(rule.Default) }

// Preset returns the rules of preset p. A preset holds the rules of the narrower ones.
func Preset(p rule.Preset) []*rule.Rule {
	var rules []*rule.Rule
	for _, r := range All() {
		if r.Preset <= p {
			rules = append(rules, r)
		}
	}
	return rules
}

// directives judges the comments that silence rules. It is no rule: it reports on how apilint is used.
var directives = hosted.NewDirectives(All(), All(), hosted.Link)

// Analyzers returns every rule as an analyzer, and the one that judges directives, for programs that run go/analysis.
func Analyzers() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		routeauth.Analyzer,
		rolecheck.Analyzer,
		ratelimit.Analyzer,
		ownercheck.Analyzer,
		bodylimit.Analyzer,
		sqlconcat.Analyzer,
		ssrf.Analyzer,
		openredirect.Analyzer,
		pathtraversal.Analyzer,
		cmdinject.Analyzer,
		nosqlinject.Analyzer,
		xss.Analyzer,
		cors.Analyzer,
		massassign.Analyzer,
		dataexposure.Analyzer,
		errleak.Analyzer,
		secretlog.Analyzer,
		directives,
	}
}

// Configured returns the analyzers for a host with a configuration. All rules are among them, so that flags can select them;
// the configuration and the selection decide what is shown.
func Configured(host hosted.Host) []*analysis.Analyzer {
	link := hosted.NewLink(host)
	var as []*analysis.Analyzer
	for _, r := range All() {
		as = append(as, rule.NewAnalyzer(r, link))
	}
	return append(as, hosted.NewDirectives(All(), host.Running(All()), link))
}
