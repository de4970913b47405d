package driver

import (
	"bytes"
	"encoding/gob"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/driver/store"
	"github.com/apilint/apilint/internal/finding"
)

// A replay answers a run from an earlier one that had the same inputs, without asking the go command anything.
//
// What the inputs are is known in two steps. The question (configuration, environment, go.mod and go.work) leads to the
// scope, the directories that the last run with that question read. The question and the contents of the scope lead to
// the result. A package that appears, disappears or changes its imports changes contents within the scope; a
// module that comes or goes changes a go.mod or go.work file. Since results are found by content, going back to an earlier
// state of the source finds its result again.
type replay struct {
	*run
	question store.Key
}

// scope names directories, slash-separated and relative to the working directory so that the cache works in another place.
type scope struct {
	Modules  map[string]string // root directories by module path; everything below is read but what ./... leaves out
	Packages []string          // directories of packages that ./... leaves out
}

// recorded is what a replay returns.
type recorded struct {
	Findings []finding.Finding
	Notes    []Problem // all of kind Note
	Stats    Stats
}

// newReplay returns nil if the run cannot be replayed, be it for want of a cache, because its caller needs more than
// findings, or because flags bring inputs that are not looked at.
func (r *run) newReplay() *replay {
	flags := strings.Join(r.BuildFlags, " ") + " " + os.Getenv("GOFLAGS")
	if r.store == nil || r.NeedProgram || os.Getenv("GOPACKAGESDRIVER") != "" ||
		strings.Contains(flags, "-overlay") || strings.Contains(flags, "-modfile") {
		return nil
	}
	d := newDigest("question")
	d.add(r.tool, r.Salt, strconv.FormatBool(r.Tests))
	d.add(strconv.Itoa(len(r.Patterns)))
	d.add(r.Patterns...)
	d.add(strconv.Itoa(len(r.BuildFlags)))
	d.add(r.BuildFlags...)
	for _, rl := range r.Rules {
		d.add("rule", rl.Name)
	}
	d.add(r.Policy.Known...)
	d.add("public")
	d.add(r.Policy.Public...)
	d.add(environment()...)
	if !addModuleFiles(d, r.Dir) {
		return nil
	}
	return &replay{run: r, question: d.key()}
}

// addModuleFiles adds the files that decide in which module a directory is, and reports whether there is one.
func addModuleFiles(d digest, dir string) bool {
	root := enclosing(dir, "go.mod")
	if root == "" {
		return false
	}
	work := os.Getenv("GOWORK")
	if work == "" {
		if at := enclosing(dir, "go.work"); at != "" {
			work = filepath.Join(at, "go.work")
		}
	}
	addFile(d, filepath.Join(root, "go.mod"))
	addFile(d, work)
	addFile(d, strings.TrimSuffix(work, ".work")+".work.sum")
	rel, err := filepath.Rel(root, dir)
	d.add(filepath.ToSlash(rel))
	return err == nil
}

func addFile(d digest, name string) {
	data, err := os.ReadFile(name)
	d.add(strconv.FormatBool(err == nil), string(data))
}

// enclosing returns the nearest directory at or above dir that holds a file, "" if there is none.
func enclosing(dir, name string) string {
	for {
		if fi, err := os.Stat(filepath.Join(dir, name)); err == nil && !fi.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// neutral are settings of the go command and of Go programs that change no list of packages.
var neutral = []string{"GOBIN", "GOCACHE", "GOCOVERDIR", "GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOMODCACHE", "GOPATH", "GOTMPDIR", "GOTRACEBACK"}

// environment describes the go command at hand and its settings.
func environment() []string {
	var parts []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if (strings.HasPrefix(name, "GO") || strings.HasPrefix(name, "CGO_")) && !slices.Contains(neutral, name) {
			parts = append(parts, kv)
		}
	}
	slices.Sort(parts)
	file := os.Getenv("GOENV")
	if dir, err := os.UserConfigDir(); file == "" && err == nil {
		file = filepath.Join(dir, "go", "env")
	}
	saved, _ := os.ReadFile(file) // mostly there is none
	parts = append(parts, string(saved))
	if name, err := exec.LookPath("go"); err == nil {
		if fi, err := os.Stat(name); err == nil {
			parts = append(parts, name, strconv.FormatInt(fi.Size(), 10), fi.ModTime().UTC().String())
		}
	}
	return parts
}

// result returns the result of an earlier run with the same inputs, nil if there was none.
func (p *replay) result() *Result {
	data, ok := p.store.Get(p.question)
	if !ok {
		return nil
	}
	var s scope
	if gob.NewDecoder(bytes.NewReader(data)).Decode(&s) != nil {
		return nil
	}
	key, ok := p.contents(s)
	if !ok {
		return nil
	}
	data, ok = p.store.Get(key)
	var rec recorded
	if !ok || gob.NewDecoder(bytes.NewReader(data)).Decode(&rec) != nil {
		return nil
	}
	res := &Result{Findings: rec.Findings, Problems: rec.Notes, Modules: make(map[string]string), Stats: rec.Stats}
	for path, dir := range s.Modules {
		res.Modules[path] = filepath.Join(p.Dir, filepath.FromSlash(dir))
	}
	res.Stats.Compiled, res.Stats.Replayed = 0, true
	return res
}

// scope returns what a run over g reads.
func (p *replay) scope(g *graph) (scope, error) {
	s := scope{Modules: make(map[string]string)}
	walked := make(map[string]bool)
	for path, dir := range g.modules() {
		rel, err := filepath.Rel(p.Dir, dir)
		if err != nil {
			return scope{}, err
		}
		s.Modules[path] = filepath.ToSlash(rel)
		for _, d := range sourceDirs(dir) {
			walked[d.path] = true
		}
	}
	for _, n := range g.nodes {
		if n.local && !walked[n.Dir] {
			rel, err := filepath.Rel(p.Dir, n.Dir)
			if err != nil {
				return scope{}, err
			}
			s.Packages = append(s.Packages, filepath.ToSlash(rel))
		}
	}
	slices.Sort(s.Packages)
	s.Packages = slices.Compact(s.Packages)
	return s, nil
}

// record stores a complete result under the contents that its run began with, if they are still the same.
func (p *replay) record(s scope, began store.Key, res *Result) {
	if !res.Complete() || len(res.BadModels) > 0 {
		return // what is broken is looked at again every time
	}
	if now, ok := p.contents(s); !ok || now != began {
		return // somebody edited a file meanwhile
	}
	rec := recorded{Findings: res.Findings, Notes: res.Problems, Stats: res.Stats}
	var question, answer bytes.Buffer
	if gob.NewEncoder(&question).Encode(s) != nil || gob.NewEncoder(&answer).Encode(rec) != nil {
		return
	}
	p.store.Put(began, answer.Bytes())
	p.store.Put(p.question, question.Bytes())
}
