package route

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
)

// service registers the methods of a remote service: for each that its description lists, a route to the method of the
// implementation. A generated function that nobody calls registers nothing.
func (o operands) service() Value {
	r := o.router()
	if r == nil {
		return nil
	}
	desc := o.arg(o.call.Op.Spec)
	name := string(Unknown)
	if v, ok := o.machine.Field(desc, "ServiceName"); ok {
		name = o.textOf(v)
	}
	unary := o.procedures(r, desc, "Methods", "MethodName", knowledge.Unary, name)
	stream := o.procedures(r, desc, "Streams", "StreamName", knowledge.Stream, name)
	if !unary && !stream && !r.root.assumed {
		o.procedure(r, "/"+name+"/"+string(Unknown), knowledge.Unary, "the methods of the service are not known")
	}
	return r
}

// procedures registers the methods in a list of the description, and reports whether there are any.
func (o operands) procedures(r *Router, desc Value, list, field string, level knowledge.Level, service string) bool {
	v, ok := o.machine.Field(desc, list)
	if !ok || o.machine.IsNil(v) {
		return false
	}
	methods, known := o.machine.(Methods)
	elems, _ := o.machine.Elems(v)
	for _, elem := range elems {
		nameValue, _ := o.machine.Field(elem.Value, field)
		name := o.textOf(nameValue)
		var handler Value
		if known {
			handler, ok = methods.Method(o.arg(o.call.Op.Handler), name)
		}
		if known && ok || !r.root.assumed {
			o.procedure(r, "/"+service+"/"+name, level, "").handler = handler
		}
	}
	return len(elems) > 0
}

func (o operands) procedure(r *Router, path string, level knowledge.Level, unresolved string) *entry {
	e := o.entry(r)
	e.raw, e.methods, e.level, e.unresolved = path, []string{"POST"}, level, unresolved
	r.register(e)
	return e
}

// The instructions of a compiled pattern of grpc-gateway, see its package utilities.
const (
	_ = iota // no operation
	opPush
	opLitPush
	opPushM
	opConcatN
	opCapture
)

// opcodes decompiles a pattern: pairs of instruction and operand run on a stack of path segments.
func (o operands) opcodes() Value {
	ops, _ := o.machine.Elems(o.arg(o.call.Op.Spec))
	var pool []string
	if elems, complete := o.machine.Elems(o.arg(o.call.Op.Path)); complete {
		for _, e := range elems {
			pool = append(pool, o.textOf(e.Value))
		}
	}
	var code []int
	for _, e := range ops {
		n, err := strconv.Atoi(o.textOf(e.Value))
		if err != nil {
			return &Pattern{"/" + string(Unknown)}
		}
		code = append(code, n)
	}
	verb, ok := o.text(o.call.Op.Method)
	if ok && verb != "" {
		verb = ":" + verb
	}
	return &Pattern{decompile(code, pool) + verb}
}

func decompile(code []int, pool []string) string {
	var stack []string
	literal := func(i int) string {
		if i < 0 || i >= len(pool) {
			return string(Unknown)
		}
		return pool[i]
	}
	for op := range slices.Chunk(code, 2) {
		if len(op) < 2 {
			break
		}
		switch op[0] {
		case opPush:
			stack = append(stack, "*")
		case opPushM:
			stack = append(stack, "**")
		case opLitPush:
			stack = append(stack, literal(op[1]))
		case opConcatN:
			n := len(stack) - min(max(op[1], 0), len(stack))
			stack = append(stack[:n:n], strings.Join(stack[n:], "/"))
		case opCapture:
			if n := len(stack); n > 0 {
				stack[n-1] = captured(stack[n-1], literal(op[1]))
			}
		}
	}
	return "/" + strings.Join(stack, "/")
}

// captured writes segments that a pattern takes for a variable: literals stay, the wildcard gets the name.
func captured(segments, name string) string {
	if before, ok := strings.CutSuffix(segments, "**"); ok {
		return strings.ReplaceAll(before, "*", "{"+name+"}") + "{" + name + ":.*}"
	}
	return strings.ReplaceAll(segments, "*", "{"+name+"}")
}
