package repotest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// recipeStep matches a block of code in a recipe: a file, lines that go before one of a file, or commands.
	recipeStep = regexp.MustCompile("(?ms)^ *```(?:go file=(\\S+?)(?: before=(\\S+))?|(sh))\n(.*?)^ *```$")
	indent     = regexp.MustCompile(`(?m)^   `)
)

// The recipes of CONTRIBUTING.md can be followed to the letter.
func TestRecipes(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and tests a copy of the repository")
	}
	content, err := os.ReadFile(filepath.Join(root, "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	recipes := strings.Split(string(content), "\n## ")[1:]
	if len(recipes) != 2 {
		t.Fatalf("found %d recipes", len(recipes))
	}
	dir := copyRepository(t)
	for _, recipe := range recipes {
		title, _, _ := strings.Cut(recipe, "\n")
		steps := recipeStep.FindAllStringSubmatch(recipe, -1)
		if want := strings.Count(recipe, "```") / 2; len(steps) != want || want < 3 {
			t.Fatalf("%s: %d of %d blocks are steps", title, len(steps), want)
		}
		for _, s := range steps {
			file, before, text := s[1], s[2], indent.ReplaceAllString(s[4], "")
			switch {
			case s[3] == "sh":
				for command := range strings.Lines(text) {
					run(t, dir, strings.TrimSpace(command))
				}
			case before != "":
				insert(t, filepath.Join(dir, file), before, text)
			default:
				writeNew(t, filepath.Join(dir, file), text)
			}
		}
	}
	if list, err := exec.CommandContext(t.Context(), "gofmt", "-l", filepath.Join(dir, "passes", "anymethod"), filepath.Join(dir, "internal", "knowledge"),
		filepath.Join(dir, "analyzers")).Output(); err != nil || len(list) > 0 {
		t.Errorf("gofmt has to be run on: %s, error %v", list, err)
	}
}

func run(t *testing.T, dir, command string) {
	t.Helper()
	args := strings.Fields(command)
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

func writeNew(t *testing.T, name, text string) {
	t.Helper()
	if _, err := os.Stat(name); err == nil {
		t.Fatalf("%s is there already: the recipe needs another example", name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// insert puts lines before the first one that is, but for blanks, the given one.
func insert(t *testing.T, name, before, text string) {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	done := false
	for line := range strings.Lines(string(content)) {
		if !done && strings.TrimSpace(line) == before {
			out.WriteString(text)
			done = true
		}
		out.WriteString(line)
	}
	if !done {
		t.Fatalf("%s has no line %s", name, before)
	}
	if err := os.WriteFile(name, []byte(out.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// copyRepository copies the repository as it lies there, without what git keeps.
func copyRepository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(root, name)
		switch {
		case err != nil:
			return err
		case relErr != nil:
			return relErr
		case d.Name() == ".git":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return os.MkdirAll(filepath.Join(dir, rel), 0o777)
		case !d.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), content, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
