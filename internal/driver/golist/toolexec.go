package golist

import (
	"os"
	"os/exec"
	"slices"
	"strings"
)

// Toolexec is the command that [Exports] has the go command run in place of each of its tools: args are the tool and its
// arguments. Questions about a tool's identity are passed on, because the keys of the build cache depend on the answers;
// work is refused. What is in the build cache is thus found, and what is not is never built. It returns the exit code.
func Toolexec(args []string) int {
	if len(args) == 0 || !slices.ContainsFunc(args[1:], func(a string) bool { return a == "-V=full" || a == "-###" }) {
		return 1
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if cmd.Run() != nil {
		return 1
	}
	return 0
}

// quote joins words the way the go command splits the value of -toolexec.
func quote(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		switch {
		case !strings.ContainsAny(w, " \t\n'\""):
			quoted[i] = w
		case !strings.Contains(w, "'"):
			quoted[i] = "'" + w + "'"
		default:
			quoted[i] = `"` + w + `"`
		}
	}
	return strings.Join(quoted, " ")
}
