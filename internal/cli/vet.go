package cli

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/hosted"
	"github.com/apilint/apilint/internal/schema"
)

// isVet reports whether the go command started the program as a vet tool: to ask for its version or its flags, or to have
// one package analyzed, which a configuration file of the go command describes.
func isVet(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return slices.Contains([]string{"-V=full", "-flags"}, args[0]) || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// vet serves go vet -vettool. It returns if it cannot, or has answered by itself.
//
// The go command starts the tool in the directory of each package, and remembers its answer for as long as the version that
// the tool says of itself stays the same. What .apilint.yml and the scripts of the module or workspace say is therefore part of
// the version.
func (t *tool) vet(args []string) int {
	name := ""
	flag.Func("config", "configuration `file`, or off (default .apilint.yml in the directory of the package or the nearest one above)",
		func(string) error { return nil }) // unitchecker is to know it; it is read here
	for _, arg := range args {
		if value, ok := strings.CutPrefix(arg, "-config="); ok {
			name = value
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return t.usageError(err)
	}
	c := &config.Config{}
	if args[0] != "-flags" {
		if c, err = config.Load(name, dir, t.rules); err != nil {
			return t.usageError(err)
		}
	}
	if args[0] == "-V=full" {
		return t.vetVersion(c.Sum + schema.Read(dir).Sum)
	}
	os.Args = append([]string{"apilint"}, args...) // unitchecker reads them
	unitchecker.Main(analyzers.Configured(hosted.Host{
		Config: c, Selected: t.selectedIn(args), Schemas: func() []string { return schema.Read(dir).Texts },
	})...)
	return exitClean
}

// selectedIn returns the rules that flags ask for.
func (t *tool) selectedIn(args []string) []string {
	var selected []string
	for _, r := range t.rules {
		if slices.Contains(args, "-"+r.Name) || slices.Contains(args, "-"+r.Name+"=true") {
			selected = append(selected, r.Name)
		}
	}
	return selected
}

// vetVersion says what the go command takes for the tool's identity: the content of the program and what else it reads.
func (t *tool) vetVersion(read string) int {
	h := sha256.New()
	if err := t.hashSelf(h); err != nil {
		return t.usageError(err)
	}
	io.WriteString(h, read) // hashes do not fail
	return t.print(fmt.Sprintf("apilint version devel buildID=%x\n", h.Sum(nil)))
}

// hashSelf writes the content of this program to w.
func (t *tool) hashSelf(w io.Writer) error {
	name, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("reading this program: %w", err)
	}
	defer f.Close()
	if _, err := io.Copy(w, f); err != nil {
		return fmt.Errorf("reading this program: %w", err)
	}
	return nil
}
