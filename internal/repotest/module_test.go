package repotest

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestModulesAreTidy(t *testing.T) {
	if testing.Short() {
		t.Skip("go mod tidy may have to download modules")
	}
	for _, dir := range []string{"", "testdata/src"} {
		cmd := exec.CommandContext(t.Context(), "go", "mod", "tidy", "-diff")
		cmd.Dir = filepath.Join(root, filepath.FromSlash(dir))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go mod tidy -diff in %q: %v\n%s", dir, err, out)
		}
	}
}

// golangci-lint is under the GPL: what links it and apilint is made by users, or in a temporary folder.
func TestGolangciLintIsNoDependency(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-m", "all")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "github.com/golangci/golangci-lint") {
		t.Errorf("golangci-lint is among the modules:\n%s", out)
	}
}
