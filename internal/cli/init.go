package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/draft"
	"github.com/apilint/apilint/internal/report"
)

// initialize is the command that writes a first configuration, fitted to the service.
func (t *tool) initialize(ctx context.Context, args []string) int {
	prepare := func(o *options, dir string) error {
		o.config, o.needProgram = "off", true
		if o.output != "" {
			return nil
		}
		for _, name := range config.Names {
			if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
				return fmt.Errorf("%s is there already (-o writes another file, -o - to the standard output)", name)
			}
		}
		o.output = config.Names[0]
		return nil
	}
	write := func(out *output, o *options, run *report.Run) (int, error) {
		if err := t.complain(o, run); err != nil {
			return 0, err
		}
		if o.program == nil {
			return 0, errors.New("the service could not be analyzed, so that nothing was written")
		}
		if err := draft.Write(out, o.program); err != nil {
			return 0, err
		}
		if !run.Complete {
			return exitIncomplete, nil
		}
		return exitClean, nil
	}
	return t.do(ctx, args, task{prepare, write})
}
