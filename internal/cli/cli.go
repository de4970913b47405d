// Package cli is the command line of apilint: its flags, its commands and its exit codes. It knows how to ask and how to
// answer; what is found is decided below.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/driver"
	"github.com/apilint/apilint/internal/driver/golist"
	"github.com/apilint/apilint/internal/rule"
)

// The exit codes. They are the same in every format.
const (
	exitClean      = 0
	exitFindings   = 1
	exitUsage      = 2
	exitIncomplete = 3 // not everything could be analyzed, or the report not be written
)

// Run runs apilint with the arguments that follow its name, and returns its exit code. Env looks up variables of the
// environment.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer, env func(string) string) int {
	t := &tool{
		stdout:    stdout,
		stderr:    stderr,
		env:       env,
		rules:     analyzers.All(),
		analyze:   driver.Run,
		buildInfo: debug.ReadBuildInfo,
	}
	if self, err := os.Executable(); err == nil {
		t.self = []string{self, toolexec}
	}
	return t.run(ctx, args)
}

// tool is the program with what it takes from its surroundings.
type tool struct {
	stdout, stderr io.Writer
	env            func(string) string
	rules          []*rule.Rule
	analyze        func(context.Context, driver.Config) (*driver.Result, error)
	buildInfo      func() (*debug.BuildInfo, bool)
	self           []string // the command that starts this program as golist.Toolexec
}

// toolexec is the command by which the driver starts this program in place of the go command's tools. It is not for users.
const toolexec = "toolexec"

func (t *tool) run(ctx context.Context, args []string) int {
	if len(args) > 0 && args[0] == toolexec {
		return golist.Toolexec(args[1:])
	}
	if isVet(args) {
		return t.vet(args)
	}
	if len(args) > 0 {
		switch args[0] {
		case "help":
			return t.help(args[1:])
		case "explain":
			return t.explain(args[1:])
		case "list":
			return t.list(args[1:])
		case "version":
			return t.version(args[1:])
		case "routes":
			return t.routes(ctx, args[1:])
		case "completion":
			return t.completion(args[1:])
		case complete:
			return t.completeWords(args[1:])
		case "init":
			return t.initialize(ctx, args[1:])
		case "baseline":
			return t.writeBaseline(ctx, args[1:])
		}
	}
	return t.lint(ctx, args)
}

// usageError reports a mistake in the arguments.
func (t *tool) usageError(err error) int {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(t.stderr, "apilint: %s\n", line)
	}
	return exitUsage
}

// print writes a text that was asked for.
func (t *tool) print(text string) int {
	if _, err := io.WriteString(t.stdout, text); err != nil {
		fmt.Fprintf(t.stderr, "apilint: writing: %v\n", err)
		return exitIncomplete
	}
	return exitClean
}
