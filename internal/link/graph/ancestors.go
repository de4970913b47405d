package graph

import "slices"

// Ancestors returns functions with all that lead to them, where callers lists those that call a function.
func Ancestors(of []*Func, callers map[*Func][]*Func) map[*Func]bool {
	set := map[*Func]bool{}
	todo := slices.Clone(of)
	for len(todo) > 0 {
		f := todo[0]
		todo = todo[1:]
		if !set[f] {
			set[f] = true
			todo = append(todo, callers[f]...)
		}
	}
	return set
}
