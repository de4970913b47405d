// Package summary holds the "object file" of apilint: what one compiled package contributes to the program that link
// assembles. It is plain data: gob-safe, free of maps, of token.Pos and of pointers into the type checker, and its
// encoding depends on nothing but the package's source.
//
// A function travels as a body of portable instructions, one for each go/ssa instruction that can matter, rather than as
// finished verdicts about routes, guards and flows. The verdicts depend on the values that the program passes in
// (a boolean that makes authentication optional, a table of routes, the concrete type behind an interface), and only
// link knows these. See docs/architecture.md for the measurements behind this choice.
package summary

import "path"

// Package is the summary of one package of the user's modules.
type Package struct {
	Path    string   // import path
	Name    string   // package name
	Module  string   // path of the module that holds it, "" if unknown
	Dir     string   // slash-separated directory relative to the module's root, "" for the root itself
	Imports []string // import paths of the direct imports that are in the user's modules, sorted
	Deps    []string // import paths of every direct import, sorted
	Files   []File   // in the order in which the package's files were given; Pos.File indexes it

	Types   []Type // structural and named types that the functions below mention; TypeRef indexes it
	Consts  []Const
	Symbols []string // names of functions and globals that instructions mention
	Globals []Global // package-level variables declared here, by name
	Funcs   []Func   // functions, methods, closures and init, sorted by ID

	Texts      []Text // by file, in the order of the source
	Directives []Directive
	Notes      []Note // what could not be compiled, and why
}

// File is one source file of a package.
type File struct {
	Name      string // base name
	Generated bool   // carries the standard "Code generated … DO NOT EDIT." line
	Test      bool   // name ends in _test.go
}

// FileName returns the name of file i of p, slash-separated and relative to the module's root.
func (p *Package) FileName(i int) string { return path.Join(p.Dir, p.Files[i].Name) }

// Pos is a source range. The zero Pos is no place.
type Pos struct {
	File            int32 // index into Package.Files
	Line, Col       int32 // 1-based; Col counts bytes
	EndLine, EndCol int32 // exclusive end; 0 when only the start is known
}

// IsValid reports whether p is a place.
func (p Pos) IsValid() bool { return p.Line > 0 }

// TypeRef indexes Package.Types; NoType stands for "no type".
type TypeRef int32

// NoType is the TypeRef of an instruction without a result.
const NoType TypeRef = -1

// Kind tells the shape of a type. A named type has its own kind: the shape of its underlying type is in Under.
type Kind uint8

// The kinds of types.
const (
	KindInvalid Kind = iota
	KindBasic
	KindNamed
	KindPointer
	KindSlice
	KindArray
	KindMap
	KindChan
	KindStruct
	KindInterface
	KindFunc
	KindTuple
	KindTypeParam
)

// Type describes a type. Two types of different packages are the same type iff their Name is the same.
type Type struct {
	Name   string    // as go/types prints it with full package paths; a type declared in a function carries its line
	Origin string    // of an instance of a generic type: the name of the generic type; else ""
	Args   []TypeRef // of an instance: its type arguments
	Kind   Kind
	Under  TypeRef   // of a named type: its underlying type; else NoType
	Elem   TypeRef   // of pointers, slices, arrays, maps, channels; else NoType
	Key    TypeRef   // of maps; else NoType
	Fields []Field   // of structs
	Params []TypeRef // of functions: parameters; of tuples: elements
	Result []TypeRef // of functions
	// Methods of a named type declared in this package: the method set of *T in order of name.
	// Of an interface: its methods, with an empty Func.
	Methods  []Method
	Local    bool // a named type declared in this package
	Pos      Pos  // of the declaration, for local named types
	Exported bool
	// Variadic marks function types whose last parameter is variadic.
	Variadic bool
}

// Field is a field of a struct type.
type Field struct {
	Name     string
	Type     TypeRef
	Tag      string
	Embedded bool
	Pos      Pos // of the name or, where it stands alone and its tag has no escapes, from there to the end of the tag
}

// Method is one element of a method set.
type Method struct {
	Name string
	Func string   // ID of the function that implements it, or of the interface method when it is promoted from an embedded interface
	Path []string // field names from the receiver to the embedded value that has the method; empty if T itself has it
	Type TypeRef
}

// ConstKind tells what a Const holds.
type ConstKind uint8

// The kinds of constants.
const (
	ConstNil ConstKind = iota
	ConstBool
	ConstInt
	ConstString
	ConstOther // floats, complex numbers: the exact text
	ConstZero  // the zero value of a struct, array or type parameter
)

// Const is a constant operand.
type Const struct {
	Kind ConstKind
	Str  string // ConstString: the value; ConstOther: its text
	Int  int64  // ConstInt: the value (saturated); ConstBool: 0 or 1
	Type TypeRef
}

// Global is a package-level variable.
type Global struct {
	ID   string // path.Name
	Type TypeRef
	Pos  Pos
}

// RefKind tells what an operand is.
type RefKind uint8

// The kinds of operands.
const (
	RefNone    RefKind = iota
	RefReg             // parameter, free variable or result of an instruction of this function
	RefConst           // Package.Consts[N]
	RefGlobal          // address of the global Package.Symbols[N]
	RefFunc            // function Package.Symbols[N]
	RefBuiltin         // builtin Package.Symbols[N]
)

// Ref is an operand: a kind in the low 3 bits and a number above. The zero Ref is no operand.
type Ref int32

// MakeRef returns the operand of kind k numbered n.
func MakeRef(k RefKind, n int) Ref { return Ref(n<<3 | int(k)) }

// Kind returns what r is.
func (r Ref) Kind() RefKind { return RefKind(r & 7) }

// N returns the number of r within its kind.
func (r Ref) N() int { return int(r >> 3) }

// Func is a function, method or closure with its portable body.
//
// Registers: parameters (receiver first) have registers 0…NParams-1, free variables follow, then one register for each
// instruction with a result.
type Func struct {
	ID       string // as (*types.Func).FullName prints it, generic ones without type arguments; closures: <outer>$<n>; initializers: path.init
	Name     string // short name for people: "T.Method", "Func", "Func$1"
	Outer    string // ID of the function whose body holds this closure, "" for declared functions
	Sig      TypeRef
	NParams  int // with the receiver
	NFree    int
	NRegs    int
	HasRecv  bool
	Params   []Param // len NParams+NFree
	Results  []Param
	Blocks   []Block
	Recover  int32 // index of the recover block, -1 if none
	Pos      Pos   // of the declaration's name, or of the func keyword of a closure
	Exported bool
	Synth    bool // made by the compiler (init, wrappers)
}

// Param is a parameter, result or free variable.
type Param struct {
	Name string
	Type TypeRef
}

// Block is a basic block. Block 0 is the entry.
type Block struct {
	Instrs []Instr
	Succs  []int32
	Preds  []int32
	Idom   int32 // immediate dominator, -1 for the entry and the recover block
}

// Op is an operation.
type Op uint8

// The operations; they follow go/ssa one to one unless noted. "args" are Instr.Args in order.
const (
	OpInvalid     Op = iota
	OpAlloc          // address of a new zero variable; Type: the pointer type; N: 1 if on the heap
	OpBinOp          // args: x, y; N: a go/token operator
	OpNot            // args: x
	OpNeg            // args: x; also ^x
	OpLoad           // args: address
	OpRecv           // args: channel; N: 1 if comma-ok
	OpCall           // static call; Sym: callee ID; args: the receiver, if a method, then the arguments
	OpCallValue      // args: function value, arguments…
	OpInvoke         // interface method call; Sym: full name of the method, "(iface).M"; args: receiver, arguments…
	OpBuiltin        // Sym: name; args
	OpConvert        // args: x; conversion that may change the representation; Type: target
	OpChangeType     // args: x; same representation under another type; Type: target
	OpMakeIface      // args: x; Type: the interface; XType: x's type
	OpClosure        // Sym: function ID; args: bindings
	OpBound          // method value x.M: Sym: method full name (concrete or interface); args: receiver
	OpMakeMap        // empty map
	OpMakeChan       //
	OpMakeSlice      // args: length, capacity
	OpSlice          // args: x, low, high, max (zero Ref where absent)
	OpFieldAddr      // args: address of struct; Sym: field name; XType: the struct's type (named where it is)
	OpField          // args: struct; Sym: field name; XType: the struct's type
	OpIndexAddr      // args: slice or array address, index
	OpIndex          // args: array or string, index
	OpLookup         // args: map or string, index; N: 1 if comma-ok
	OpTypeAssert     // args: x; Type: asserted type (N=0) ; XType: asserted type; N: 1 if comma-ok
	OpExtract        // args: tuple; N: index
	OpRange          // args: map or string
	OpNext           // args: iterator; N: 1 if string; result (ok, key, value)
	OpPhi            // args: one for each predecessor
	OpSelect         // args: channels; N: 1 if blocking
	OpStore          // args: address, value; no result
	OpMapUpdate      // args: map, key, value; no result
	OpSend           // args: channel, value; no result
	OpReturn         // args: results
	OpIf             // args: condition; Succs[0] if true
	OpJump           //
	OpPanic          // args: value
	OpRunDefers      //
	OpUnreachable    //
)

// Mode tells how a call is made.
type Mode uint8

// The modes of OpCall, OpCallValue, OpInvoke and OpBuiltin.
const (
	ModeCall Mode = iota
	ModeGo
	ModeDefer
)

// Instr is one instruction.
type Instr struct {
	Op    Op
	Mode  Mode
	N     int32 // see Op
	Dst   int32 // register of the result, -1 if none
	Sym   int32 // index into Package.Symbols, -1 if none
	Type  TypeRef
	XType TypeRef
	Args  []Ref
	Pos   Pos
}

// Text is the last argument of a call where it is an expression, by + or fmt.Sprintf, that puts text together from literals and
// from values of type string or of an integer type: Literals[0], Values[0], Literals[1] and so on. Literals are those of the
// text, not of its format. There are no comments in it, and without it the file still has a use for each of its imports.
type Text struct {
	Pos      Pos
	Literals []string // one more than values
	Values   []Value
}

// Value is a value in a Text.
type Value struct {
	Pos  Pos
	Text bool // it is a string
}

// DirectiveKind tells what a directive asks for.
type DirectiveKind uint8

// The directives.
const (
	DirectiveIgnore DirectiveKind = iota // //apilint:ignore rule reason
	DirectivePublic                      // //apilint:public reason
	DirectiveNolint                      // //nolint, //nolint:apilint
	DirectiveBad                         // starts with //apilint: and is not understood
)

// Directive is a comment that speaks to apilint.
type Directive struct {
	Kind   DirectiveKind
	Rules  []string // ignore: the rules named
	Reason string
	Text   string // the comment as written
	Pos    Pos    // of the comment
	// First and Last are the lines that it covers: the statement or declaration that it stands on or above.
	File        int32
	First, Last int32
}

// Note says what could not be compiled.
type Note struct {
	Pos  Pos
	Text string
}
