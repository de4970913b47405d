package cli

import "errors"

// routes will show the inventory of routes. Until it does, the name is taken and help does not mention it.
func (t *tool) routes([]string) int {
	return t.usageError(errors.New("this build cannot show routes"))
}
