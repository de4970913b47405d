package driver

import "sync"

// inParallel returns what f makes of each item, in the order of the items. At most n calls of f are under way at a time.
func inParallel[T, R any](n int, items []T, f func(T) R) []R {
	results := make([]R, len(items))
	slots := make(chan struct{}, n)
	var wg sync.WaitGroup
	for i, item := range items {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			results[i] = f(item)
		})
	}
	wg.Wait()
	return results
}
