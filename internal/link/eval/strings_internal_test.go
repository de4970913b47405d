package eval

import (
	"strings"
	"testing"
)

// A hole stands for any text: whatever is put into it, a certain answer must stay true.
func FuzzTextsWithHoles(f *testing.F) {
	f.Add("/a/\x00/b", "x", "/a/x/b")
	f.Add("\x00", "", "")
	f.Add("/api\x00\x00", "v1", "/api/")
	f.Fuzz(func(t *testing.T, pattern, fill, other string) {
		if strings.Contains(fill, Hole) || strings.Contains(other, Hole) {
			t.Skip()
		}
		text := strings.ReplaceAll(pattern, Hole, fill)
		for name, c := range map[string]struct {
			verdict verdict
			truth   bool
		}{
			"equal":     {equalText(pattern, other), text == other},
			"hasPrefix": {hasPrefix(pattern, other), strings.HasPrefix(text, other)},
			"hasSuffix": {hasSuffix(pattern, other), strings.HasSuffix(text, other)},
			"contains":  {contains(pattern, other), strings.Contains(text, other)},
		} {
			if c.verdict == yes && !c.truth || c.verdict == no && c.truth {
				t.Errorf("%s(%q, %q) is %v, but with %q it is %v", name, pattern, other, c.verdict, fill, c.truth)
			}
		}
	})
}

func TestJoinIsALattice(t *testing.T) {
	t.Parallel()
	values := []Value{Nil{}, Bool(true), Int(1), Str("a"), Str("b"), &Unknown{}, &Alt{Vals: []Value{Str("a"), Nil{}}}}
	for _, a := range values {
		if got := join(a, a, 0); !same(got, a) {
			t.Errorf("join(%v, %v) = %v, want the value itself", a, a, got)
		}
		for _, b := range values {
			ab, ba := Alternatives(join(a, b, 0)), Alternatives(join(b, a, 0))
			if len(ab) != len(ba) {
				t.Errorf("join(%v, %v) has %d alternatives one way and %d the other", a, b, len(ab), len(ba))
			}
		}
	}
}
