package knowledge

// Selection says what a function does to a middleware that runs for some procedures only, which are selected by their names.
// The function that is given the middleware returns the selection; others add to it.
type Selection struct {
	Of         Arg // the selection that is added to
	Middleware Arg // a list of the middleware that it is about
	Names      Arg // a list of names that are selected
	Prefixes   Arg // a list of beginnings of names that are selected
	Asks       Arg // a function that is asked about a context and a name
}

// Operation is, among the values of a request's context, the name of the procedure that is called.
const Operation = "the operation"
