package flow

import "slices"

// few is a set that is small more often than not.
type few[K comparable] struct {
	list []K
	all  map[K]bool // if there are more than maxFew
}

// maxFew bounds what is looked at one by one.
const maxFew = 12

func (s *few[K]) has(k K) bool {
	if len(s.all) > 0 {
		return s.all[k]
	}
	return slices.Contains(s.list, k)
}

// add puts k into the set and reports whether it was not there.
func (s *few[K]) add(k K) bool {
	if s.has(k) {
		return false
	}
	if len(s.list) < maxFew {
		s.list = append(s.list, k)
		return true
	}
	if len(s.all) == 0 {
		if s.all == nil {
			s.all = make(map[K]bool, 4*maxFew)
		}
		for _, k := range s.list {
			s.all[k] = true
		}
	}
	s.all[k] = true
	return true
}

// maxKept bounds what an empty set, or list, keeps room for.
const maxKept = 512

// reset empties the set.
func (s *few[K]) reset() {
	clear(s.list)
	s.list = s.list[:0]
	if len(s.all) > maxKept {
		s.all = nil
	}
	clear(s.all)
}
