package inventory

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// The page works in a browser: the address says what is searched for, and only that is shown.
func TestPageInABrowser(t *testing.T) {
	t.Parallel()
	browser := findBrowser(t)
	file := filepath.Join(t.TempDir(), "routes.html")
	if err := os.WriteFile(file, []byte(html(t, shop())), 0o666); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, hash string
		shown      int
	}{
		{"everything at first", "", 7},
		{"a word", "#q=orders", 2},
		{"words in any order", "#q=require+delete", 1},
		{"a middleware", "#q=api.log", 4},
		{"states", "#auth=none,unknown", 2},
		{"a method and a state", "#auth=required&method=GET", 1},
		{"nothing", "#q=nowhere", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dom := dump(t, browser, "file://"+filepath.ToSlash(file)+tt.hash)
			rows := regexp.MustCompile(`<details [^>]*>`).FindAllString(dom, -1)
			hidden := regexp.MustCompile(`<details [^>]*hidden=""[^>]*>`).FindAllString(dom, -1)
			if len(rows) != 7 || len(rows)-len(hidden) != tt.shown {
				t.Errorf("%d of %d rows are shown, want %d of 7", len(rows)-len(hidden), len(rows), tt.shown)
			}
		})
	}
}

func findBrowser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long to start")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium")
	return ""
}

// dump returns the document after its scripts ran.
func dump(t *testing.T, browser, address string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(), "--dump-dom", address)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
