package driver

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"github.com/apilint/apilint/internal/driver/store"
)

// toolID identifies this program: summaries and findings made by another one are not to be used. A released program is
// known by the checksums of its sources; of any other, the executable is hashed. It is "" if that cannot be read, and then
// nothing is cached.
var toolID = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Sum != "" {
		return info.String()
	}
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return string(h.Sum(nil))
})

// cacheLimit is the size in bytes that a cache is trimmed to. A service of 100,000 lines takes about a hundredth of it.
const cacheLimit = 1 << 30

// openStore returns the store that Config.Cache names, nil if there is to be none.
func openStore(dir string) *store.Store {
	if dir == "off" || toolID() == "" {
		return nil
	}
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil // no home directory: as in some containers
		}
		dir = filepath.Join(base, "apilint")
	}
	return store.Open(dir)
}
