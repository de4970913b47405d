package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	trimEvery = 24 * time.Hour // how often a store is looked through
	staleTemp = time.Hour      // the age at which a temporary file belongs to no living process
)

// Trim removes the entries that were not used for longest until at most limit bytes are left. It looks at the store once a
// day, so a store may grow past its limit for that long.
func (s *Store) Trim(limit int64) {
	if s == nil {
		return
	}
	stamp := filepath.Join(s.dir, "trimmed")
	if fi, err := os.Stat(stamp); err == nil && s.now().Sub(fi.ModTime()) < trimEvery {
		return
	}
	if err := os.WriteFile(stamp, nil, 0o666); err != nil {
		return // no store yet, or a read-only one
	}
	_ = os.Chtimes(stamp, s.now(), s.now()) // at worst it is looked through again tomorrow

	entries := s.entries()
	var size int64
	for _, e := range entries {
		size += e.size
	}
	slices.SortFunc(entries, func(a, b entry) int { return a.used.Compare(b.used) })
	for _, e := range entries {
		if size <= limit {
			return
		}
		if os.Remove(e.name) == nil {
			size -= e.size
		}
	}
}

type entry struct {
	name string
	size int64
	used time.Time
}

// entries lists the store and removes what crashed writers left behind.
func (s *Store) entries() []entry {
	var entries []entry
	_ = filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Dir(name) == s.dir {
			return nil // others may be trimming too
		}
		fi, err := d.Info()
		switch {
		case err != nil:
		case !strings.HasPrefix(d.Name(), tempPrefix):
			entries = append(entries, entry{name, fi.Size(), fi.ModTime()})
		case s.now().Sub(fi.ModTime()) > staleTemp:
			_ = os.Remove(name)
		}
		return nil
	})
	return entries
}
