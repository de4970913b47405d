package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

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
func (t *tool) revision(ctx context.Context, o *routesOptions, dir string) (*inventory.Inventory, error) {
	tree, err := checkout(ctx, dir, o.diff)
	if err != nil {
		return nil, fmt.Errorf("there is no file %s, and %w", o.diff, err)
	}
	defer tree.remove(ctx)
	if _, err := os.Stat(tree.dir); err != nil {
		return nil, fmt.Errorf("%s has no directory %s", o.diff, tree.within)
	}
	there := *o
	there.common.settings = o.common.settings.At(tree.path)
	inv, run, _ := t.inventory(ctx, &there, tree.dir) // what models describe may not have been there yet
	if !inv.Complete {
		fmt.Fprintf(t.stderr, "apilint: not everything could be analyzed at %s:\n", o.diff)
		if err := t.complain(&o.common, run); err != nil {
			return nil, err
		}
	}
	return inv, nil
}
