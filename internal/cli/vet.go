package cli

import (
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/apilint/apilint/analyzers"
)

// isVet reports whether the go command started the program as a vet tool: to ask for its version or its flags, or to have
// one package analyzed, which a configuration file describes.
func isVet(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return slices.Contains([]string{"-V=full", "-flags"}, args[0]) || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// vet serves go vet -vettool. It does not return.
func vet(args []string) {
	os.Args = append([]string{"apilint"}, args...) // unitchecker reads them
	unitchecker.Main(analyzers.Analyzers()...)
}
