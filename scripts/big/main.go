// Big writes a layered service with many routes, to measure what an inventory of them costs.
//
//	go run ./scripts/big [-resources N] DIR
//
// Every resource is a package with a handler, a service and a store, and has eight routes; some of them demand a role. The
// service needs nothing but the standard library.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed template
var sources embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"title": title}).ParseFS(sources, "template/*.tmpl"))

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "big: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	fs := flag.NewFlagSet("big", flag.ContinueOnError)
	resources := fs.Int("resources", 70, "`number` of packages with eight routes each")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 || *resources < 1 {
		return errors.New("usage: big [-resources N] DIR")
	}
	return write(fs.Arg(0), names(*resources))
}

// names makes the names of n resources.
func names(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("item%03d", i)
	}
	return all
}

// write writes a service with resources to dir.
func write(dir string, resources []string) error {
	once := map[string]string{"go.mod.tmpl": "go.mod", "main.go.tmpl": "main.go", "auth.go.tmpl": "internal/auth/auth.go", "web.go.tmpl": "internal/web/web.go"}
	for name, file := range once {
		if err := execute(filepath.Join(dir, file), name, resources); err != nil {
			return err
		}
	}
	for _, r := range resources {
		for _, layer := range []string{"handler", "service", "store"} {
			if err := execute(filepath.Join(dir, "internal", r, layer+".go"), layer+".go.tmpl", r); err != nil {
				return err
			}
		}
	}
	return nil
}

func execute(file, name string, data any) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := templates.ExecuteTemplate(out, name, data); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", file, err), out.Close())
	}
	return out.Close()
}
