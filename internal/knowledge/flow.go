package knowledge

// Input says what a function reads from outside the program.
type Input struct {
	Part Part
	Name Arg // the operand that names what is read; None: all of it
	Into Arg // the pointer that is filled; None: the result has it
	// Callback is a function that gets what is read as its parameter Nth, counted from 0.
	Callback Arg
	Nth      int
	// Segment: the value is what stands between two slashes of the path, unless the route takes more.
	Segment bool
}

// Part is a part of a request, or another place from which a program is told something.
type Part string

// The parts.
const (
	InPath   Part = "path"
	InQuery  Part = "query"
	InHeader Part = "header"
	InCookie Part = "cookie"
	InBody   Part = "body"
	InForm   Part = "form" // query or body
	InFile   Part = "file"
	InURL    Part = "url"
	InEnv    Part = "environment"
	InClient Part = "client" // what the client says about itself: agent, referrer, address
	InSecret Part = "secret" // a credential that the program makes
	InRandom Part = "random" // what nobody can guess: a credential if the program calls it one
	InPanic  Part = "panic"  // what the program panicked with
	InStack  Part = "stack"  // the program's own call stack
	InEntry  Part = "archive entry"
)

// Flow says how a function hands data on.
type Flow struct {
	From []Arg // operands whose content the result carries; empty: the result has nothing of them
	Into Arg   // the operand that gets the content instead of the result
	Key  Arg   // the result is only the element of From with this key
	// Part: the result is only this part of From, in the terms of package flow.
	Part string
	// Adds: the operands after the first add to this part of the result, whose other parts are those of the first.
	Adds string
	// Whole: the parts of the result are those of the operands; otherwise every part may have anything of them.
	Whole bool
	// Formats: the operands are written as text, by their own Error or String method where they have one.
	Formats bool
	// Encodes: the operands are written as data: exported fields, and errors as nothing.
	Encodes bool
	// Decodes is the struct tag by which Into is filled field by field, "" if it is not.
	Decodes string
	// Head: the first element of the result is only the head of the text: the scheme of a credential, the name of a pair.
	Head bool
	// ByType: Into is filled only with values of its own type.
	ByType bool
	// Safe lists the sinks for which the result is harmless.
	Safe []Sink
}

// Sink is a kind of place where a value can do harm.
type Sink string

// The sinks.
const (
	InSQL      Sink = "sql"
	InLog      Sink = "log"
	InAnswer   Sink = "response"
	InFetch    Sink = "outbound request"
	InRedirect Sink = "redirect"
	InFilePath Sink = "file"
	InCommand  Sink = "command"  // program, or line of a shell
	InArgument Sink = "argument" // of a program
	InPage     Sink = "page"     // text that a browser reads as HTML
)

// Value says what a function does with the values of a request's context.
type Value struct {
	Key  Arg    // names the value
	Name string // the name if there is no Key
	// Put is the value that is stored; None: the function returns it, or the field holds it.
	Put     Arg
	PutList bool // Put is a list: with an empty one, the function returns the value
}
