package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/report"
)

// worktree is another revision of a repository, checked out for a while.
type worktree struct {
	root   string // of the repository
	temp   string // directory that holds the worktree and nothing else
	tree   string // its root
	within string // what the working directory is below the root
	dir    string // the same directory in the worktree; it need not exist
}

// errUnborn says that a repository has no commit yet.
var errUnborn = errors.New("there is no commit yet")

func isUnborn(ctx context.Context, dir string) bool {
	_, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "HEAD")
	return err != nil
}

// checkout checks out the revision that name stands for, of the repository that holds dir.
func checkout(ctx context.Context, dir, name string) (w *worktree, err error) {
	root, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, fmt.Errorf("this is no git repository: %w", err)
	}
	if name == "HEAD" && isUnborn(ctx, dir) {
		return nil, errUnborn
	}
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s is no git revision", name)
	}
	within, err := git(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "apilint-")
	if err != nil {
		return nil, err
	}
	tree := filepath.Join(temp, filepath.Base(root))
	if _, err := git(ctx, root, "worktree", "add", "--quiet", "--detach", tree, commit); err != nil {
		os.RemoveAll(temp)
		return nil, fmt.Errorf("checking out %s: %w", name, err)
	}
	return &worktree{root, temp, tree, within, filepath.Join(tree, filepath.FromSlash(within))}, nil
}

// remove takes the worktree away. Should that fail, git prunes it some day.
func (w *worktree) remove(ctx context.Context) {
	git(context.WithoutCancel(ctx), w.root, "worktree", "remove", "--force", w.tree)
	os.RemoveAll(w.temp)
}

// path returns the name that a file of the repository has in the worktree; that of another file is left alone.
func (w *worktree) path(name string) string {
	rel, err := filepath.Rel(w.root, name)
	if err != nil || !filepath.IsLocal(rel) {
		return name
	}
	return filepath.Join(w.tree, rel)
}

// git runs a command of git in dir and returns what it prints, without the final line end. A hook of git tells programs
// about the repository that it runs for, which is not to be mistaken for that of a worktree.
func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"}, name)
	})
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// analyzed says which version of which repository is in dir, nil if that is not known: there is no remote repository, or
// files have changed since the commit.
func analyzed(ctx context.Context, dir string) *report.Source {
	remote, err := git(ctx, dir, "remote", "get-url", "origin")
	if err != nil {
		return nil
	}
	changed, err := git(ctx, dir, "status", "--porcelain", "--untracked-files=no")
	if err != nil || changed != "" {
		return nil
	}
	commit, err := git(ctx, dir, "rev-parse", "HEAD")
	if err != nil {
		return nil
	}
	address := webAddress(remote)
	if address == "" {
		return nil
	}
	return &report.Source{Repository: address, Revision: commit}
}

// webAddress returns the address of a remote repository for browsers, without credentials; "" if it has none.
func webAddress(remote string) string {
	if host, path, ok := strings.Cut(remote, ":"); ok && !strings.Contains(remote, "://") { // git@host:path
		remote = "ssh://" + host + "/" + path
	}
	u, err := url.Parse(remote)
	if err != nil || !slices.Contains([]string{"https", "http", "ssh"}, u.Scheme) || u.Hostname() == "" {
		return ""
	}
	return "https://" + u.Hostname() + strings.TrimSuffix(u.EscapedPath(), ".git")
}
