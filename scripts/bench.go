//go:build ignore

// Command bench measures apilint on services, next to gosec and staticcheck where these are on the PATH:
//
//	go run scripts/bench.go [flags] service-directory...
//
// Each service is copied, because one of its files is edited. For each tool it measures a run with an empty cache of the
// tool ("cold"), a second run ("unchanged"), and a run after a function was appended to the service's longest file
// ("edited"). The go command's build cache is warm for dependencies, which are compiled before anything is measured; what
// a tool makes the go command compile after an edit is part of that tool's time. The tools take turns within each round;
// the table shows medians of processor time with all children, of elapsed time, and of the memory of the largest process.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	rounds := flag.Int("rounds", 3, "measure `n` times")
	tool := flag.String("apilint", "", "the apilint `command` to measure (default: built from the module at hand)")
	only := flag.String("only", "", "measure only the tool of this `name`")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: go run scripts/bench.go [flags] service-directory...")
	}
	if err := run(*tool, *only, *rounds, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(apilint, only string, rounds int, services []string) error {
	temp, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if apilint == "" {
		apilint = filepath.Join(temp, "apilint")
		if out, err := exec.Command("go", "build", "-o", apilint, "./cmd/apilint").CombinedOutput(); err != nil {
			return fmt.Errorf("building apilint: %w\n%s", err, out)
		}
	}
	for _, service := range services {
		b := bench{temp: temp, dir: filepath.Join(temp, "src"), rounds: rounds}
		for _, t := range tools(apilint, filepath.Join(temp, "cache")) {
			if only == "" || only == t.name {
				b.tools = append(b.tools, t)
			}
		}
		if err := b.service(service); err != nil {
			return fmt.Errorf("%s: %w", service, err)
		}
	}
	return nil
}

// A tool is a linter.
type tool struct {
	name  string
	args  []string
	env   []string
	cache string // its cache directory, "" if it has none
}

func tools(apilint, cache string) []tool {
	list := []tool{{name: "apilint", args: []string{apilint, "-cache", cache + "-apilint", "./..."}, cache: cache + "-apilint"}}
	if path, err := exec.LookPath("gosec"); err == nil {
		list = append(list, tool{name: "gosec", args: []string{path, "-quiet", "./..."}})
	}
	if path, err := exec.LookPath("staticcheck"); err == nil {
		list = append(list, tool{name: "staticcheck", args: []string{path, "-tests=false", "./..."},
			env: []string{"STATICCHECK_CACHE=" + cache + "-staticcheck"}, cache: cache + "-staticcheck"})
	}
	return list
}

// A cost is what one run took.
type cost struct {
	cpu, wall time.Duration
	bytes     int64
}

type bench struct {
	temp, dir string
	rounds    int
	tools     []tool
	edits     int
}

// phases are the columns of the table.
var phases = []string{"cold", "unchanged", "edited"}

func (b *bench) service(service string) error {
	if err := os.RemoveAll(b.dir); err != nil {
		return err
	}
	if err := copySources(b.dir, service); err != nil {
		return err
	}
	file, lines, err := longest(b.dir)
	if err != nil {
		return err
	}
	compile := exec.Command("go", "list", "-e", "-deps", "-export", "./...")
	compile.Dir = b.dir
	if out, err := compile.Output(); err != nil {
		return fmt.Errorf("compiling dependencies: %w\n%s", err, out)
	}
	costs := make(map[string]map[string][]cost)
	for _, t := range b.tools {
		costs[t.name] = make(map[string][]cost)
	}
	for range b.rounds {
		for _, t := range b.tools {
			if err := b.round(t, file, costs[t.name]); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
	}
	fmt.Printf("\n%s: %d lines of Go without tests; %s edited; medians of %d rounds: CPU s / wall s / MB\n\n",
		filepath.Base(service), lines, strings.TrimPrefix(file, b.dir+string(filepath.Separator)), b.rounds)
	b.print(costs)
	return nil
}

// round measures one tool in all phases. A tool without a cache does the same every time.
func (b *bench) round(t tool, file string, costs map[string][]cost) error {
	if t.cache != "" {
		if err := os.RemoveAll(t.cache); err != nil {
			return err
		}
	}
	for _, phase := range phases {
		if t.cache == "" && phase != "cold" {
			costs[phase] = costs["cold"]
			continue
		}
		restore := func() error { return nil }
		if phase == "edited" {
			var err error
			if restore, err = b.edit(file); err != nil {
				return err
			}
		}
		c, err := b.measure(t)
		if err := errors.Join(err, restore()); err != nil {
			return err
		}
		costs[phase] = append(costs[phase], c)
	}
	return nil
}

// edit appends a function that no run has seen, and returns what takes it away.
func (b *bench) edit(file string) (restore func() error, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	b.edits++
	edited := fmt.Appendf(bytes.Clone(data), "\nfunc benchmarkEdit%d() int { return %d }\n", b.edits, b.edits)
	return func() error { return os.WriteFile(file, data, 0o666) }, os.WriteFile(file, edited, 0o666)
}

func (b *bench) measure(t tool) (cost, error) {
	cmd := exec.Command(t.args[0], t.args[1:]...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), t.env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || cmd.ProcessState.ExitCode() > 1) {
		log.Printf("%s: %v: %s", t.name, err, bytes.TrimSpace(stderr.Bytes()))
	}
	if cmd.ProcessState == nil {
		return cost{}, err
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	bytes := int64(usage.Maxrss)
	if runtime.GOOS != "darwin" {
		bytes *= 1024
	}
	return cost{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall, bytes}, nil
}

func (b *bench) print(costs map[string]map[string][]cost) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\t%s\tCPU of apilint, relative\n", strings.Join(phases, "\t"))
	for _, t := range b.tools {
		fmt.Fprint(w, t.name)
		for _, phase := range phases {
			c := median(costs[t.name][phase])
			fmt.Fprintf(w, "\t%.2f / %.2f / %d", c.cpu.Seconds(), c.wall.Seconds(), c.bytes>>20)
		}
		for _, phase := range phases {
			own, other := median(costs["apilint"][phase]).cpu, median(costs[t.name][phase]).cpu
			if t.name != "apilint" && len(costs["apilint"][phase]) > 0 {
				fmt.Fprintf(w, "\t%.3f", own.Seconds()/other.Seconds())
			}
		}
		fmt.Fprintln(w)
	}
	w.Flush()
}

// median returns the medians of each kind of cost.
func median(cs []cost) cost {
	if len(cs) == 0 {
		return cost{}
	}
	return cost{
		cpu:   middle(cs, func(c cost) time.Duration { return c.cpu }),
		wall:  middle(cs, func(c cost) time.Duration { return c.wall }),
		bytes: middle(cs, func(c cost) int64 { return c.bytes }),
	}
}

func middle[T cmp.Ordered](cs []cost, of func(cost) T) T {
	var values []T
	for _, c := range cs {
		values = append(values, of(c))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// copySources copies a service without what no tool reads.
func copySources(to, from string) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(target, 0o777)
		case !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o666)
	})
}

// longest returns the longest Go file that is neither a test nor generated, and the number of lines of all Go files that
// are no tests.
func longest(dir string) (file string, lines int, err error) {
	size := 0
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "vendor" || d.Name() == "testdata") {
			return cmp.Or(err, error(fs.SkipDir))
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(name)
		lines += bytes.Count(data, []byte("\n"))
		generated := bytes.Contains(data, []byte("DO NOT EDIT")) || bytes.Contains(data, []byte("//go:build"))
		if len(data) > size && !generated {
			file, size = name, len(data)
		}
		return err
	})
	if err == nil && file == "" {
		err = errors.New("no Go files")
	}
	return file, lines, err
}
