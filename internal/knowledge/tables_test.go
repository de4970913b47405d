package knowledge

import (
	"testing"
)

func TestTables(t *testing.T) {
	t.Parallel()
	if _, err := newIndex(tables); err != nil {
		t.Error(err)
	}
}
