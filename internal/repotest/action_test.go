package repotest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what a composite action of GitHub says, as far as it is run here.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Using string
		Steps []struct {
			Name, Run, Shell string
			Env              map[string]string
		}
	}
}

var expression = regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`)

// The steps of action.yml do what they are to do, run as the runner runs them.
func TestAction(t *testing.T) {
	if testing.Short() {
		t.Skip("builds apilint")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	content, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(content, &a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Fatalf("the action is %+v", a)
	}
	path, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	service := filepath.Join(path, "internal", "cli", "testdata", "shop")
	temp := t.TempDir()
	tests := []struct {
		name   string
		inputs map[string]string
		steps  int // the first steps that are left out: what they made is there
		code   int
		output string // part of what is written
		wrote  string // of $GITHUB_OUTPUT
	}{
		{"by default", map[string]string{"working-directory": service}, 0, 1, "::error file=", "code=1"},
		{"findings that fail nothing", map[string]string{"working-directory": service, "fail": "false"}, 1, 0, "::error file=", "code=1"},
		{"another form, flags and packages", map[string]string{"working-directory": service, "format": "text", "args": "-sqlconcat -severity high", "packages": "./legacy ."},
			1, 1, "(sqlconcat, critical severity", "code=1"},
		{"nothing found", map[string]string{"working-directory": service, "args": "-cors"}, 1, 0, "", "code=0"},
		{"input that looks like a script", map[string]string{"working-directory": service, "args": "$(touch " + temp + "/hacked) ; exit 7"}, 1, 3, "", "code=3"},
		{"packages that are not there", map[string]string{"working-directory": service, "packages": "./nowhere"}, 1, 3, "nowhere", "code=3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			outputs := filepath.Join(t.TempDir(), "outputs")
			for i, s := range a.Runs.Steps {
				if strings.Contains(s.Run, "${{") {
					t.Errorf("step %q puts an expression into its script", s.Name)
				}
				if i < tt.steps {
					continue
				}
				cmd := exec.CommandContext(t.Context(), bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
				cmd.Dir = temp
				cmd.Env = append(os.Environ(), "GITHUB_ACTION_PATH="+path, "RUNNER_TEMP="+temp, "GITHUB_OUTPUT="+outputs)
				for name, value := range s.Env {
					cmd.Env = append(cmd.Env, name+"="+expression.ReplaceAllStringFunc(value, func(e string) string {
						input := expression.FindStringSubmatch(e)[1]
						if v, ok := tt.inputs[input]; ok {
							return v
						}
						return a.Inputs[input].Default
					}))
				}
				out, err := cmd.CombinedOutput()
				code := 0
				if exit, ok := errors.AsType[*exec.ExitError](err); ok {
					code = exit.ExitCode()
				} else if err != nil {
					t.Fatal(err)
				}
				if i+1 < len(a.Runs.Steps) {
					if code != 0 {
						t.Fatalf("step %q: exit code %d\n%s", s.Name, code, out)
					}
					continue
				}
				if code != tt.code || !strings.Contains(string(out), tt.output) {
					t.Errorf("exit code %d, want %d, and %q in\n%s", code, tt.code, tt.output, out)
				}
			}
			if wrote, err := os.ReadFile(outputs); err != nil || strings.TrimSpace(string(wrote)) != tt.wrote {
				t.Errorf("the outputs are %q, error %v", wrote, err)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(temp, "hacked")); err == nil {
		t.Error("an input was run")
	}
}
