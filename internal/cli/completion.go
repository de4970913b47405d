package cli

import (
	"errors"
	"flag"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/rule"
)

// complete is the command by which the scripts of shells ask for words. It is not for users.
const complete = "complete"

// scripts complete the command line of apilint in shells. They ask the program itself, so that they need not change with it;
// where it knows nothing, files and directories are offered.
var scripts = map[string]string{
	"bash": `# bash completion for apilint: source <(apilint completion bash)
_apilint() {
	local IFS=$'\n'
	COMPREPLY=($(compgen -W "$(apilint complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _apilint apilint
`,
	"zsh": `#compdef apilint
# zsh completion for apilint: source <(apilint completion zsh)
_apilint() {
	local -a words_known
	words_known=(${(f)"$(apilint complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
	if (( ${#words_known} )); then
		compadd -a words_known
	else
		_files
	fi
}
compdef _apilint apilint
`,
	"fish": `# fish completion for apilint: apilint completion fish | source
complete -c apilint -a '(apilint complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
}

// completion shows the script for a shell.
func (t *tool) completion(args []string) int {
	if len(args) == 1 && scripts[args[0]] != "" {
		return t.print(scripts[args[0]])
	}
	return t.usageError(errors.New("completion takes the name of a shell (bash, zsh or fish)"))
}

// completeWords writes the words that can stand for the last one of a command line, one a line. None: apilint knows no more
// than the shell does.
func (t *tool) completeWords(words []string) int {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	var candidates []string
	for _, c := range t.candidates(words[:len(words)-1], last) {
		if strings.HasPrefix(c, last) {
			candidates = append(candidates, c)
		}
	}
	if len(candidates) == 0 {
		return exitClean
	}
	return t.print(strings.Join(candidates, "\n") + "\n")
}

// commands are the commands for users. Without one, packages are analyzed.
var commands = []string{"baseline", "completion", "explain", "help", "init", "list", "routes", "version"}

// candidates returns the words that may follow others and begin like last.
func (t *tool) candidates(before []string, last string) []string {
	command := ""
	if len(before) > 0 && slices.Contains(commands, before[0]) {
		command = before[0]
	}
	switch command {
	case "completion":
		return []string{"bash", "fish", "zsh"}
	case "explain":
		return names(t.rules)
	case "help":
		return append(names(t.rules), "routes")
	case "list", "version":
		return nil
	}
	fs, _ := newFlags(t.rules)
	for _, r := range t.rules {
		new(rule.Options).Register(fs, r.Name+".")
	}
	values := t.flagValues()
	if command == "routes" {
		fs, _ = newRoutesFlags()
		values["format"] = strings.Split(list(routesFormats), ", ")
	}
	if len(before) > 0 {
		if f := fs.Lookup(strings.TrimLeft(before[len(before)-1], "-")); f != nil && strings.HasPrefix(before[len(before)-1], "-") && !isSwitch(f) {
			return values[f.Name[strings.LastIndexByte(f.Name, '.')+1:]]
		}
	}
	var all []string
	switch {
	case strings.HasPrefix(last, "-"):
		fs.VisitAll(func(f *flag.Flag) { all = append(all, "-"+f.Name) })
	case len(before) == 0:
		all = commands
	}
	return all
}

// isSwitch reports whether a flag stands without a value.
func isSwitch(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// flagValues returns the words that flags take.
func (t *tool) flagValues() map[string][]string {
	values := map[string][]string{
		"preset": {rule.Default.String(), rule.Audit.String()},
		"auth":   {"required", "optional", "none", "public", "unknown"},
	}
	for c := finding.Unlikely; c <= finding.Certain; c++ {
		values["confidence"] = append(values["confidence"], c.String())
	}
	for s := finding.Info; s <= finding.Critical; s++ {
		values["severity"] = append(values["severity"], s.String())
	}
	for _, f := range report.Formats {
		values["format"] = append(values["format"], string(f))
	}
	return values
}
