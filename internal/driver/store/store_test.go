package store

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func key(b byte) Key { return Key{0: b, 1: b} }

func TestGetReturnsWhatWasPut(t *testing.T) {
	s := Open(filepath.Join(t.TempDir(), "not", "yet"))
	if _, ok := s.Get(key(1)); ok {
		t.Error("an empty store has an entry")
	}
	for _, want := range []string{"first", "second", ""} {
		s.Put(key(1), []byte(want))
		if got, ok := s.Get(key(1)); !ok || string(got) != want {
			t.Errorf("got %q, %t, want %q", got, ok, want)
		}
	}
	if _, ok := s.Get(key(2)); ok {
		t.Error("another key has an entry")
	}
}

func TestDamagedEntriesAreNone(t *testing.T) {
	tests := []struct {
		name   string
		damage func(data []byte) []byte
	}{
		{"one bit changed", func(d []byte) []byte { d[len(d)-1] ^= 1; return d }},
		{"checksum changed", func(d []byte) []byte { d[0] ^= 1; return d }},
		{"cut short", func(d []byte) []byte { return d[:len(d)-1] }},
		{"cut within the checksum", func(d []byte) []byte { return d[:5] }},
		{"emptied", func([]byte) []byte { return nil }},
		{"grown", func(d []byte) []byte { return append(d, 0) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Open(t.TempDir())
			s.Put(key(1), []byte("content"))
			data, err := os.ReadFile(s.name(key(1)))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(s.name(key(1)), tt.damage(data), 0o666); err != nil {
				t.Fatal(err)
			}
			if got, ok := s.Get(key(1)); ok {
				t.Errorf("got %q", got)
			}
			s.Put(key(1), []byte("anew"))
			if got, ok := s.Get(key(1)); !ok || string(got) != "anew" {
				t.Errorf("after writing it anew: got %q, %t", got, ok)
			}
		})
	}
}

func TestStoreThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Store{"a file in place of the directory": Open(file), "no store": nil} {
		s.Put(key(1), []byte("content"))
		s.Trim(0)
		if got, ok := s.Get(key(1)); ok {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestWritersAndReadersAtTheSameTime(t *testing.T) {
	s := Open(t.TempDir())
	contents := [][]byte{bytes.Repeat([]byte("a"), 1<<16), bytes.Repeat([]byte("b"), 1<<15)}
	var wg sync.WaitGroup
	for _, c := range contents {
		wg.Go(func() {
			for range 50 {
				s.Put(key(1), c)
				if got, ok := s.Get(key(1)); !ok || !bytes.Equal(got, contents[0]) && !bytes.Equal(got, contents[1]) {
					t.Errorf("got %d bytes, %t", len(got), ok)
				}
			}
		})
	}
	wg.Wait()
}

func TestTrimRemovesWhatWasNotUsedForLongest(t *testing.T) {
	s := Open(t.TempDir())
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return clock }
	content := make([]byte, 1000)
	for i := range byte(4) {
		s.Put(key(i), content)
		if err := os.Chtimes(s.name(key(i)), clock, clock); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(2 * time.Hour)
	}
	s.Get(key(0)) // makes it the latest one used
	leftover := filepath.Join(filepath.Dir(s.name(key(3))), tempPrefix+"x")
	if err := os.WriteFile(leftover, content, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(leftover, time.Time{}, clock.Add(-2*staleTemp)); err != nil {
		t.Fatal(err)
	}

	s.Trim(2500)
	for i, want := range []bool{true, false, false, true} {
		if _, ok := s.Get(key(byte(i))); ok != want {
			t.Errorf("entry %d: kept %t, want %t", i, ok, want)
		}
	}
	if _, err := os.Stat(leftover); err == nil {
		t.Error("the temporary file of a crashed writer is still there")
	}
	s.Trim(0)
	if _, ok := s.Get(key(3)); !ok {
		t.Error("trimmed a second time on the same day")
	}
	clock = clock.Add(trimEvery)
	s.Trim(0)
	if _, ok := s.Get(key(3)); ok {
		t.Error("not trimmed on the next day")
	}
}
