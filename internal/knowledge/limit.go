package knowledge

// Limit says how a function bounds what clients may send: how often, or how much at a time.
type Limit struct {
	Of Limited
	Is Limiting
	// Max is the operand that says how many requests, or how many bytes; Per the one that says in what time.
	Max, Per Arg
	// MaxField and PerField are the fields of a configuration operand that do.
	MaxField, PerField string
	// UnlessField is the field of a configuration operand that holds an exemption: Skipper, Next.
	UnlessField string
	// Declared: only the length that a client declares counts; it need not declare one.
	Declared bool
}

// Limited is what a limit is about.
type Limited string

// What is limited.
const (
	Rate Limited = "rate" // requests in some time
	Body Limited = "body" // bytes of a request
)

// Limiting is how a function limits.
type Limiting string

// The ways to limit.
const (
	Stands  Limiting = "stands"  // the function, or what it returns, stands in a chain and refuses
	Decides Limiting = "decides" // the result, or the variable, tells whether a client has sent too much
	Waits   Limiting = "waits"   // returns when the client may go on
	Sets    Limiting = "sets"    // bounds the body of the exchange that it is called on
)

// Reader says what a function does with the reader From.
type Reader struct {
	Do   ReaderUse
	From Arg
	Max  Arg // Caps: the number of bytes
	To   Arg // Drains: where it goes, if that is an operand
	// Part is what is read, if it is not the whole of the reader.
	Part Part
}

// ReaderUse is what happens to a reader.
type ReaderUse string

// The uses of readers.
const (
	Caps    ReaderUse = "caps"    // the result reads at most so many bytes of it
	Wraps   ReaderUse = "wraps"   // the result reads it
	Unpacks ReaderUse = "unpacks" // the result reads what is packed in it, of any size
	Drains  ReaderUse = "drains"  // all of it is read, or what the caller will ask for
	Bounded ReaderUse = "bounded" // it is read up to a limit of the library's own
	Drops   ReaderUse = "drops"   // To forgets what is written to it
)

// Bodies says what a server library does with the bodies of requests before a handler sees them.
type Bodies struct {
	Max   int64  // bytes that a body may have if the program says nothing; 0: any number
	Field string // the field of the configuration that says otherwise
	// Negative: a negative number in Field is no limit.
	Negative bool
	// LiftField is a boolean field of the configuration that lifts the limit.
	LiftField string
	Declared  bool // only the length that a client declares counts
	// Decodes: the library itself reads bodies, for handlers that get them decoded.
	Decodes bool
}
