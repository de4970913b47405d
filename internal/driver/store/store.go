// Package store keeps bytes on disk under keys that name their content's origin. It is a cache: whatever goes wrong with
// the disk makes entries disappear, and nothing else.
package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"time"
)

// A Key names an entry. Whoever makes one hashes everything that determines the entry's bytes.
type Key [sha256.Size]byte

// A Store is a directory of entries. The nil Store is empty and stays so. All methods may be called at the same time, by any
// number of processes.
type Store struct {
	dir string
	now func() time.Time
}

// Open returns the store in dir. The directory is made when the first entry is written.
func Open(dir string) *Store { return &Store{dir: dir, now: time.Now} }

// touchAfter is the age at which the use of an entry is noted in its time stamp. It saves most reads a write.
const touchAfter = time.Hour

// Get returns the bytes of an entry, and false if there is no entry or it is damaged.
func (s *Store) Get(key Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	name := s.name(key)
	data, err := os.ReadFile(name)
	if err != nil || len(data) < sha256.Size {
		return nil, false
	}
	sum, data := data[:sha256.Size], data[sha256.Size:]
	if got := sha256.Sum256(data); !bytes.Equal(got[:], sum) {
		return nil, false
	}
	if fi, err := os.Stat(name); err == nil && s.now().Sub(fi.ModTime()) > touchAfter {
		_ = os.Chtimes(name, s.now(), s.now()) // a read-only store has no order of use
	}
	return data, true
}

// Put writes an entry. Readers see all of it or nothing.
func (s *Store) Put(key Key, data []byte) {
	if s == nil {
		return
	}
	name := s.name(key)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(name), tempPrefix+"*")
	if err != nil {
		return
	}
	sum := sha256.Sum256(data)
	_, err = f.Write(append(sum[:], data...))
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // half an entry is no entry
	}
}

const tempPrefix = "tmp-"

func (s *Store) name(key Key) string {
	hexKey := hex.EncodeToString(key[:])
	return filepath.Join(s.dir, hexKey[:2], hexKey[2:])
}
