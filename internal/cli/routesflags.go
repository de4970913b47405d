package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/internal/rule"
)

// routesOptions are what the flags of the command routes say.
type routesOptions struct {
	common   options // of which only what loads packages and shows findings is used
	format   routesFormat
	filter   inventory.Filter
	findings bool
	diff     string // git revision or file to compare with, "" for none
}

// showsObjects reports whether the form of the inventory has the stored data that routes touch.
func (o *routesOptions) showsObjects() bool {
	return o.format == routesJSON || o.format == routesHTML || o.format == routesText && o.common.verbose
}

// routesFormat names a form of the inventory.
type routesFormat string

const (
	routesText     routesFormat = "text"
	routesJSON     routesFormat = "json"
	routesMarkdown routesFormat = "markdown"
	routesHTML     routesFormat = "html"
	routesOpenAPI  routesFormat = "openapi"
)

var routesFormats = []routesFormat{routesText, routesJSON, routesMarkdown, routesHTML, routesOpenAPI}

// MarshalText implements encoding.TextMarshaler.
func (f routesFormat) MarshalText() ([]byte, error) { return []byte(f), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (f *routesFormat) UnmarshalText(b []byte) error {
	if !slices.Contains(routesFormats, routesFormat(b)) {
		return fmt.Errorf("unknown format %q (want one of %s)", b, list(routesFormats))
	}
	*f = routesFormat(b)
	return nil
}

// list joins names for people.
func list[T ~string](names []T) string {
	var all []string
	for _, n := range names {
		all = append(all, string(n))
	}
	return strings.Join(all, ", ")
}

// newRoutesFlags returns the flags of the command routes and the options that they set.
func newRoutesFlags() (*flag.FlagSet, *routesOptions) {
	o := &routesOptions{common: options{confidence: finding.Likely, preset: rule.Default}}
	fs := flag.NewFlagSet("apilint routes", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // errors are one line, which the caller writes
	fs.Usage = func() {}
	fs.StringVar(&o.common.dir, "C", "", "run as if started in `dir`")
	fs.StringVar(&o.common.tags, "tags", "", "build `tags`, separated by commas")
	fs.BoolVar(&o.common.tests, "tests", false, "list the routes of test files too")
	fs.TextVar(&o.format, "format", routesText, "`form` of the inventory: text, json, markdown, html or openapi")
	fs.StringVar(&o.common.output, "o", "", "write the inventory to `file` instead of the standard output")
	fs.BoolVar(&o.common.verbose, "v", false, "show the middleware of each route and the stored data that it touches, and notes about what was left out")
	fs.StringVar(&o.common.cache, "cache", "", "`directory` for what one run leaves to the next, or off (default apilint in the user's cache directory)")
	fs.StringVar(&o.common.config, "config", "", "configuration `file`, or off (default .apilint.yml in this directory or the nearest one above)")
	fs.BoolVar(&o.common.debug, "debug", false, "show the stacks of internal errors")
	fs.BoolVar(&o.common.noFail, "no-fail", false, "exit with 0 although -diff shows that protection went down")
	fs.BoolVar(&o.findings, "findings", false, "run the rules and list what they find on each route, which -v shows")
	fs.StringVar(&o.diff, "diff", "", "compare with a git `revision`, or with the file of an earlier inventory in JSON")
	fs.Func("auth", "show routes in these `states`, separated by commas: required, optional, none, public, unknown", o.filter.SetStates)
	fs.Func("method", "show routes that answer these `methods`, separated by commas", o.filter.SetMethods)
	fs.Func("path", "show routes whose path matches a `pattern`: * is anything within a segment, ** anything", o.filter.SetPath)
	return fs, o
}

// parseRoutes reads the arguments of the command routes. It returns [flag.ErrHelp] if they ask for help.
func parseRoutes(args []string) (*routesOptions, error) {
	fs, o := newRoutesFlags()
	if err := fs.Parse(args); err != nil {
		return nil, flagError(fs, err)
	}
	patterns, err := packagePatterns(fs)
	if err != nil {
		return nil, err
	}
	o.common.patterns = patterns
	if o.diff != "" && (o.format == routesHTML || o.format == routesOpenAPI) {
		return nil, errors.New("-diff has the formats text, json and markdown")
	}
	return o, nil
}
