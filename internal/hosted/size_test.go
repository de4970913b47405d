package hosted

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/summary"
)

// The budgets of a summary, in bytes for each line of source. They are about a third above what the services of
// testdata/src need: raise them only for something that is worth it.
const (
	maxEncoded = 160
	maxPacked  = 56
)

func TestSummariesAreSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the services of testdata/src")
	}
	t.Parallel()
	src := filepath.FromSlash("../../testdata/src")
	lines, encoded, packed := 0, 0, 0
	for _, p := range compiletest.Load(t, src, "./apps/...") {
		for _, f := range p.Files {
			content, err := os.ReadFile(filepath.Join(src, filepath.FromSlash(p.Dir), f.Name))
			if err != nil {
				t.Fatal(err)
			}
			lines += bytes.Count(content, []byte("\n"))
		}
		data, err := summary.Encode(p)
		if err != nil {
			t.Fatal(err)
		}
		fact, err := pack(p)
		if err != nil {
			t.Fatal(err)
		}
		encoded += len(data)
		packed += len(fact.Packages[0].Data)
	}
	t.Logf("%d lines: %d bytes a line encoded, %d packed", lines, encoded/lines, packed/lines)
	if lines < 3000 {
		t.Errorf("the services have %d lines only", lines)
	}
	if got := encoded / lines; got > maxEncoded {
		t.Errorf("summaries take %d bytes a line, want at most %d", got, maxEncoded)
	}
	if got := packed / lines; got > maxPacked {
		t.Errorf("packed summaries take %d bytes a line, want at most %d", got, maxPacked)
	}
}
