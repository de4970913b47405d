package flow

import "testing"

func TestFew(t *testing.T) {
	t.Parallel()
	var s few[int]
	for _, size := range []int{3, maxFew, maxFew + 1, maxKept + 2, 5} { // one after the other in the same set
		for i := range size {
			if s.has(i) || !s.add(i) {
				t.Fatalf("size %d: %d is there before it was added", size, i)
			}
		}
		for i := range size {
			if !s.has(i) || s.add(i) {
				t.Errorf("size %d: %d is not there after it was added", size, i)
			}
		}
		if s.has(size) {
			t.Errorf("size %d: %d is there and was not added", size, size)
		}
		s.reset()
	}
}
