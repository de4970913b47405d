// Package browsertest shows pages to a browser, for tests of what their scripts do.
package browsertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Browser is a browser without a window.
type Browser struct{ path string }

// Find returns the browser of this machine; the test is skipped if there is none or if it is to be short.
func Find(t testing.TB) Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long to start")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return Browser{path}
		}
	}
	t.Skip("there is no Chromium")
	return Browser{}
}

// Write writes a page to a file and returns its address.
func Write(t testing.TB, page string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	return "file://" + filepath.ToSlash(name)
}

// Document returns the document at an address after its scripts ran.
func (b Browser) Document(t testing.TB, address string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), b.path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(), "--dump-dom", address)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
