package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/inventory"
)

// earlier returns the inventory that -diff names, nil if there is no such flag: the content of a file, or the routes of a
// revision of the repository that holds dir.
func (t *tool) earlier(ctx context.Context, o *routesOptions, dir string) (*inventory.Inventory, error) {
	if o.diff == "" {
		return nil, nil
	}
	name := o.diff
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		inv, err := inventory.ReadJSON(bytes.NewReader(content))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.diff, err)
		}
		return inv, nil
	}
	return t.revision(ctx, o, dir)
}

// revision lists the routes of a git revision, in a temporary worktree.
func (t *tool) revision(ctx context.Context, o *routesOptions, dir string) (inv *inventory.Inventory, err error) {
	root, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("%s is no file, and %s is in no git repository: %w", o.diff, dir, err)
	}
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", o.diff+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s is neither a file nor a git revision", o.diff)
	}
	within, err := git(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "apilint-routes-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	tree := filepath.Join(temp, filepath.Base(root))
	if _, err := git(ctx, root, "worktree", "add", "--quiet", "--detach", tree, commit); err != nil {
		return nil, fmt.Errorf("checking out %s: %w", o.diff, err)
	}
	defer git(context.WithoutCancel(ctx), root, "worktree", "remove", "--force", tree) // or git prunes it some day

	there := filepath.Join(tree, filepath.FromSlash(within))
	if _, err := os.Stat(there); err != nil {
		return nil, fmt.Errorf("%s has no directory %s", o.diff, within)
	}
	inv, run, _ := t.inventory(ctx, o, there) // what models describe may not have been there yet
	if !inv.Complete {
		fmt.Fprintf(t.stderr, "apilint: not everything could be analyzed at %s:\n", o.diff)
		if err := t.complain(&o.common, run); err != nil {
			return nil, err
		}
	}
	return inv, nil
}

// git runs a command of git in dir and returns what it prints, without the final line end.
func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}
