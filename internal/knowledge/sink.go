package knowledge

// Query says how a function uses a database.
type Query struct {
	Do   Access
	Text Arg // query text, or a condition that is one if it is a string
	// Each: Text is a list of which every element is text, otherwise only the first element of a list is.
	Each   bool
	Keys   Arg // a map whose keys are text
	Params Arg // bound parameters: a list, struct or map
	Match  Arg // a condition or filter that is no text: struct, map, document, key
	Into   Arg // where the result goes; None: the results of the call have it
	Set    Arg // what is written to the store

	Model  Arg // an object, or list of objects, of the type that is stored
	Table  Arg // the name of the table or collection
	Column Arg // the name of a column that equals one of Params
	Key    Arg // the primary key
	Scopes Arg // functions that add parts to the query that they get
	Only   Arg // names of columns: no others are read or written; the operand after it may have more
	Omits  Arg // names of columns that are neither read nor written

	Type  string // the struct type of what is stored, where its name says so and no operand
	Field string // the column that equals Params, refers to what Match finds, or gets Set, where the name says so
	Near  Arg    // a row of which those that match are neighbours

	Many     bool // Read: as many objects as match
	Single   bool // Many: into an object that is no list it reads one, and that there is none is an error
	Any      bool // one of the conditions in Match must hold, not all
	Tells    bool // Read: a result beside the error tells whether there is such an object; if there is none, that is no error
	ByKey    bool // the primary key in Model is a condition
	ByFields bool // the fields of Model that are set are conditions
	NoFields bool // Build: they are none, whatever runs the query
	Not      bool // the condition must not hold
	Mutates  bool // Build: changes its receiver, whether or not its result is used
	Renders  bool // the results are query text and its parameters
}

// Access is what is done to stored objects.
type Access string

// The accesses.
const (
	Read   Access = "read"
	Probe  Access = "probe" // tells whether there are any, or how many
	Insert Access = "insert"
	Update Access = "update"
	Delete Access = "delete"
	ByText Access = "text"  // what the query text says
	Build  Access = "build" // nothing yet: a part of a query that is run later
)

// Log says which operands a function writes to a log.
type Log struct {
	Message Arg // text or format
	Values  Arg // a list of values, or one value
	Pairs   Arg // a list that alternates between keys and values
	Key     Arg // names Values
	// Encodes: objects are written as data, so that fields which encoders skip are not written.
	Encodes bool
	// Later: the values are written by a later call on what the function returns.
	Later bool
	// To is the writer that decides: the call logs only if it is the standard output or error.
	To Arg
}

// Response says what a function sends to the client.
type Response struct {
	Status Arg
	Header bool // only a header is set: the answer is still to come
	Text   Arg  // message, format or body
	Values Arg  // a list of values that the format takes
	Picks  bool // the format, which is not seen, says what of Values is sent
	// Data is an object that is encoded: its exported fields are sent, and errors as nothing.
	Data Arg
	Tag  string // the struct tag that the encoder of Data reads, if it is not json
	// Error is an error whose text is sent.
	Error Arg
	// Changed is a function that sets, or a variable that holds, what makes an answer of the errors instead.
	Changed string
	// To is the writer that decides: the call answers only if it leads to the client.
	To Arg
	// Makes: the function only makes an error that the library later sends with these texts.
	Makes bool
	Code  int // the status, if no operand says it
}
