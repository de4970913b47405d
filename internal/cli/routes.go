package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/inventory"
	"github.com/apilint/apilint/internal/report"
)

// routesOptions are what the flags of the command routes say.
type routesOptions struct {
	common options // of which only what loads packages is used
	format routesFormat
}

// routesFormat names a form of the inventory.
type routesFormat string

const (
	routesText routesFormat = "text"
	routesJSON routesFormat = "json"
)

var routesFormats = []routesFormat{routesText, routesJSON}

// MarshalText implements encoding.TextMarshaler.
func (f routesFormat) MarshalText() ([]byte, error) { return []byte(f), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (f *routesFormat) UnmarshalText(b []byte) error {
	var names []string
	for _, known := range routesFormats {
		if string(known) == string(b) {
			*f = known
			return nil
		}
		names = append(names, string(known))
	}
	return fmt.Errorf("unknown format %q (want one of %s)", b, strings.Join(names, ", "))
}

func newRoutesFlags() (*flag.FlagSet, *routesOptions) {
	o := new(routesOptions)
	fs := flag.NewFlagSet("apilint routes", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // errors are one line, which the caller writes
	fs.Usage = func() {}
	fs.StringVar(&o.common.dir, "C", "", "run as if started in `dir`")
	fs.StringVar(&o.common.tags, "tags", "", "build `tags`, separated by commas")
	fs.BoolVar(&o.common.tests, "tests", false, "analyze test files too")
	fs.TextVar(&o.format, "format", routesText, "`form` of the inventory: text or json")
	fs.StringVar(&o.common.output, "o", "", "write the inventory to `file` instead of the standard output")
	fs.BoolVar(&o.common.verbose, "v", false, "show notes about what was left out")
	fs.StringVar(&o.common.cache, "cache", "", "`directory` for what one run leaves to the next, or off (default apilint in the user's cache directory)")
	fs.BoolVar(&o.common.debug, "debug", false, "show the stacks of internal errors")
	return fs, o
}

func parseRoutes(args []string) (*routesOptions, error) {
	fs, o := newRoutesFlags()
	if err := fs.Parse(args); err != nil {
		return nil, flagError(fs, err)
	}
	o.common.patterns = fs.Args()
	if len(o.common.patterns) == 0 {
		o.common.patterns = []string{"./..."}
	}
	for _, p := range o.common.patterns {
		if strings.HasPrefix(p, "-") {
			return nil, fmt.Errorf("%s stands after a package; flags go before packages", p)
		}
	}
	return o, nil
}

// routes shows the inventory of routes.
func (t *tool) routes(ctx context.Context, args []string) int {
	o, err := parseRoutes(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return t.help(nil)
	case err != nil:
		return t.usageError(err)
	}
	dir, err := workingDirectory(o.common.dir)
	if err != nil {
		return t.usageError(err)
	}
	out, err := t.open(o.common.output, dir)
	if err != nil {
		return t.usageError(err)
	}
	defer out.discard()

	inv, run := t.inventory(ctx, o, dir)
	if err = t.complain(&o.common, run); err == nil {
		err = o.write(out, inv)
	}
	if err == nil {
		err = out.commit()
	}
	if err != nil {
		fmt.Fprintf(t.stderr, "apilint: %v\n", err)
		return exitIncomplete
	}
	return exitCode(&o.common, run)
}

// inventory analyzes the packages in dir and lists their routes. The run says what could not be analyzed.
func (t *tool) inventory(ctx context.Context, o *routesOptions, dir string) (*inventory.Inventory, *report.Run) {
	var result *driver.Result
	inner := *t
	inner.analyze = func(ctx context.Context, cfg driver.Config) (*driver.Result, error) {
		cfg.NeedProgram = true
		var err error
		result, err = t.analyze(ctx, cfg)
		return result, err
	}
	run := inner.analyzed(ctx, &o.common, nil, dir)
	inv := new(inventory.Inventory)
	if result != nil && result.Program != nil {
		inv = inventory.New(result.Program, run.Files)
	}
	inv.Tool, inv.Complete = inventory.Tool{Name: "apilint", Version: run.Version}, run.Complete
	return inv, run
}

func (o *routesOptions) write(w io.Writer, inv *inventory.Inventory) error {
	switch o.format {
	case routesJSON:
		return inventory.WriteJSON(w, inv)
	default:
		return inventory.Text{}.Write(w, inv)
	}
}
