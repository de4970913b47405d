// Package knowledge says what the functions of other people's libraries mean: which of them register routes, refuse
// anonymous callers, run queries, write logs. It is plain data in one schema, one file for each library family, so that a
// user's configuration can say the same about libraries that nobody here has heard of.
package knowledge

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Entry is what is known about the functions that Symbol names. Each pointer is one aspect; most entries have one.
type Entry struct {
	// Symbol is the name of a function, method or variable as go/types prints it, where braces stand for
	// alternatives with identical signatures: (*net/http.ServeMux).{Handle,HandleFunc}. The type parameters of a
	// generic receiver are left out.
	Symbol string
	// Signature is the Go signature, for the reader.
	Signature string

	Router     *Router
	Input      *Input
	Flow       *Flow
	Value      *Value
	Query      *Query
	Keep       *Keep
	Log        *Log
	AccessLog  *AccessLog
	Response   *Response
	Guard      *Guard
	Pass       *Pass
	Selection  *Selection
	Credential *Credential
	CORS       *CORS
	Compare    *Compare
	Vet        *Vet
	Fetch      *Fetch
	Location   *Location
	File       *File
	Command    *Command
	Filter     *Filter
	Page       *Page
	Limit      *Limit
	Reader     *Reader
	Control    *Control
	Container  *Container
	Procedure  *Procedure
}

// Arg names an operand of a call.
type Arg int8

// The operands of a call. A variadic parameter is one operand: the slice of its values.
const (
	Recv Arg = iota - 1
	None
	Arg0
	Arg1
	Arg2
	Arg3
	Arg4
	Arg5
)

// Index returns the place of the operand in a call of symbol, where the receiver of a method comes first; -1 if it is none.
func (a Arg) Index(symbol string) int {
	switch {
	case a == Recv:
		return 0
	case a <= None:
		return -1
	case strings.HasPrefix(symbol, "("):
		return int(a-Arg0) + 1
	}
	return int(a - Arg0)
}

func (a Arg) String() string {
	switch a {
	case Recv:
		return "receiver"
	case None:
		return "none"
	}
	return "argument " + strconv.Itoa(int(a-Arg0))
}

// tables holds everything that is known, in the order in which a reader would look it up.
var tables = [][]Entry{
	netHTTP,
	chi,
	gin,
	echo,
	fiber,
	gorilla,
	inputs,
	passes,
	credentials,
	values,
	texts,
	logs,
	accessLogs,
	responses,
	compose,
	echo5,
	fiber3,
	httprouter,
	routegroup,
	gozero,
	kratos,
	hertz,
	iris,
	gorestful,
	huma,
	connect,
	grpc,
	grpcGateway,
	dataSQL,
	dataGorm,
	dataMongo,
	dataBuilders,
	dataRedis,
	dataMemory,
	dataGozero,
	guardHTTP,
	guardMiddleware,
	guardChi,
	guardGin,
	guardEcho,
	guardFiber,
	guardHertz,
	guardHuma,
	guardIris,
	guardKratos,
	guardGorilla,
	guardGRPC,
	guardJWT,
	guardSessions,
	guardOIDC,
	guardWebhook,
	guardCasbin,
	guardGoPkgz,
	corsPolicies,
	comparisons,
	vets,
	fetches,
	locations,
	files,
	commands,
	filters,
	pages,
	limiters,
	bodies,
	controls,
	containers,
}

// Lookup returns what is known about the function, method or variable called symbol, nil if nothing is. A symbol of a
// vendored copy or of another major version of a library means the same as that of the library, unless that version has
// its own entry.
func Lookup(symbol string) *Entry { return index().lookup(symbol) }

func (ix *symbolIndex) lookup(symbol string) *Entry {
	if e := ix.exact[symbol]; e != nil {
		return e
	}
	symbol = withoutVendor(withoutTypeParams(symbol))
	if e := ix.exact[symbol]; e != nil {
		return e
	}
	plain, major := withoutMajor(symbol)
	known := ix.plain[plain]
	for _, k := range slices.Backward(known) {
		if k.major <= major {
			return k.entry
		}
	}
	if len(known) > 0 {
		return known[0].entry
	}
	return nil
}

// versioned is an entry under its name without major version.
type versioned struct {
	major int
	entry *Entry
}

type symbolIndex struct {
	exact map[string]*Entry
	plain map[string][]versioned // in order of major version
}

var index = sync.OnceValue(func() *symbolIndex {
	ix, err := newIndex(tables)
	if err != nil {
		panic(err) // the tables are literals: TestTables meets this first
	}
	return ix
})

// newIndex expands the alternatives of every entry and joins the aspects of entries about the same symbol. It is an error
// if two entries claim the same aspect of a symbol.
func newIndex(tables [][]Entry) (*symbolIndex, error) {
	ix := &symbolIndex{exact: map[string]*Entry{}, plain: map[string][]versioned{}}
	for _, table := range tables {
		for i := range table {
			names, err := Alternatives(table[i].Symbol)
			if err != nil {
				return nil, err
			}
			for _, name := range names {
				if err := ix.add(name, &table[i]); err != nil {
					return nil, err
				}
			}
		}
	}
	return ix, nil
}

func (ix *symbolIndex) add(name string, e *Entry) error {
	if old := ix.exact[name]; old != nil {
		return join(old, e)
	}
	own := *e
	own.Symbol = name
	ix.exact[name] = &own
	plain, major := withoutMajor(name)
	list := append(ix.plain[plain], versioned{major, &own})
	slices.SortFunc(list, func(a, b versioned) int { return a.major - b.major })
	ix.plain[plain] = list
	return nil
}

// join adds the aspects of e to old.
func join(old, e *Entry) error {
	to, from := reflect.ValueOf(old).Elem(), reflect.ValueOf(e).Elem()
	for i := range from.NumField() {
		f := from.Field(i)
		if f.Kind() != reflect.Pointer || f.IsNil() {
			continue
		}
		if !to.Field(i).IsNil() {
			return fmt.Errorf("knowledge: %s has two entries for its %s", old.Symbol, from.Type().Field(i).Name)
		}
		to.Field(i).Set(f)
	}
	return nil
}

// complete adds those aspects of from that e has not.
func (e *Entry) complete(from *Entry) {
	to, has := reflect.ValueOf(e).Elem(), reflect.ValueOf(from).Elem()
	for i := range to.NumField() {
		if f := to.Field(i); f.Kind() == reflect.Pointer && f.IsNil() {
			f.Set(has.Field(i))
		}
	}
}

// Alternatives returns the symbols that a symbol with braces stands for.
func Alternatives(symbol string) ([]string, error) {
	before, rest, ok := strings.Cut(symbol, "{")
	if !ok {
		if strings.Contains(symbol, "}") {
			return nil, fmt.Errorf("knowledge: %s: braces do not match", symbol)
		}
		return []string{symbol}, nil
	}
	list, after, ok := strings.Cut(rest, "}")
	if !ok || strings.Contains(list, "{") {
		return nil, fmt.Errorf("knowledge: %s: braces do not match", symbol)
	}
	var names []string
	for name := range strings.SplitSeq(list, ",") {
		if name == "" || strings.ContainsAny(name, " .") {
			return nil, fmt.Errorf("knowledge: %s: bad alternative %q", symbol, name)
		}
		more, err := Alternatives(before + name + after)
		if err != nil {
			return nil, err
		}
		names = append(names, more...)
	}
	return names, nil
}

// withoutTypeParams drops the type parameters that go/types prints in receivers: (*pkg.T[_]).M.
func withoutTypeParams(symbol string) string {
	open := strings.IndexByte(symbol, '[')
	end := strings.LastIndexByte(symbol, ']')
	if open < 0 || end < open {
		return symbol
	}
	return symbol[:open] + symbol[end+1:]
}

// withoutVendor drops everything of the import path up to a vendor directory.
func withoutVendor(symbol string) string {
	i := strings.LastIndex(symbol, "/vendor/")
	if i < 0 {
		return symbol
	}
	open := symbol[:len(symbol)-len(strings.TrimLeft(symbol, "(*"))]
	return open + symbol[i+len("/vendor/"):]
}

// withoutMajor drops the major version from the import path of symbol and returns it, 1 if there is none.
func withoutMajor(symbol string) (plain string, major int) {
	major = 1
	if !strings.Contains(symbol, "/v") {
		return symbol, major
	}
	elems := strings.Split(symbol, "/")
	kept := elems[:1]
	for _, elem := range elems[1:] {
		version, name, hasName := strings.Cut(elem, ".")
		n, ok := majorVersion(version)
		if !ok {
			kept = append(kept, elem)
			continue
		}
		major = n
		if hasName {
			kept[len(kept)-1] += "." + name
		}
	}
	return strings.Join(kept, "/"), major
}

// majorVersion parses the path element v2, v3, ….
func majorVersion(elem string) (int, bool) {
	digits, ok := strings.CutPrefix(elem, "v")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n >= 2
}
