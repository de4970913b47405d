package guard

import (
	"strings"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/eval"
)

// network answers calls on the parts of a *http.Request that are types of their own.
func (t *trial) network(c *eval.Call) (eval.Value, bool) {
	if len(c.Args) == 0 {
		return nil, false
	}
	switch objectOf(c.Args[0]).(type) {
	case *headers:
		if strings.HasSuffix(c.Callee, ".Get") || strings.HasSuffix(c.Callee, ".Values") {
			return t.named(c, textOf(c.Arg(1))), true
		}
	case *query:
		if knowledge.IsLoginData(textOf(c.Arg(1))) {
			return t.ofType(c.Type, eval.DepInput), true
		}
		if strings.HasSuffix(c.Callee, ".Get") || strings.HasSuffix(c.Callee, ".Has") {
			return t.named(c, textOf(c.Arg(1))), true
		}
	case *address:
		if strings.HasSuffix(c.Callee, ".Query") {
			return &eval.Object{X: &query{t.ex}}, true
		}
		if strings.HasSuffix(c.Callee, ".EscapedPath") || strings.HasSuffix(c.Callee, ".RequestURI") || strings.HasSuffix(c.Callee, ".String") {
			return eval.Str(t.seen(t.ex.path)), true
		}
	case nobody:
		return t.absent(c.Type), true
	}
	return nil, false
}

// named reads a header or parameter: absent if it carries a credential.
func (t *trial) named(c *eval.Call, name string) eval.Value {
	if isCredential(name) {
		t.lookedFor()
		return t.absent(c.Type)
	}
	return t.ofType(c.Type, eval.DepInput)
}

// LoadField reads the fields of requests, contexts of frameworks and sessions.
func (t *trial) LoadField(_ *eval.Machine, f eval.FieldOf) eval.Value {
	switch of := f.Of.(type) {
	case *request:
		return t.requestField(of, f.Name)
	case *address:
		switch f.Name {
		case "Path", "RawPath":
			return eval.Str(t.seen(of.ex.path))
		}
		return &eval.Unknown{Deps: eval.DepInput}
	case *message:
		if f.Name == "Msg" {
			return &eval.Unknown{Deps: eval.DepInput, NonNil: true}
		}
		return &eval.Unknown{Deps: eval.DepInput}
	case *exchange:
		switch f.Name {
		case "Request":
			return of.request.V
		case "Writer", "Response":
			return of.writer
		}
		return &eval.Unknown{Deps: eval.DepInput}
	case *headers:
		if name, ok := strings.CutPrefix(f.Name, "["); ok {
			if isCredential(strings.TrimSuffix(name, "]")) {
				t.lookedFor()
				if t.caller {
					return &eval.Unknown{Deps: eval.DepCredential, NonNil: true}
				}
				return eval.Label(eval.Nil{}, eval.DepCredential)
			}
			return &eval.Unknown{Deps: eval.DepInput}
		}
	case nobody:
		return nobodyField(f.Name)
	case eval.FieldOf:
		if _, ok := of.Of.(nobody); ok {
			return nobodyField(f.Name)
		}
	}
	return nil
}

// session is what a library finds of the caller: for strangers, something empty.
func (t *trial) session() eval.Value {
	if t.caller {
		return &eval.Unknown{Deps: eval.DepCredential, NonNil: true}
	}
	return eval.Label(&eval.Object{X: nobody{}}, eval.DepCredential)
}

// nobodyField reads an empty session: it is new, and has nothing under any key.
func nobodyField(name string) eval.Value {
	switch {
	case name == "IsNew":
		return eval.Label(eval.Bool(true), eval.DepCredential)
	case strings.HasPrefix(name, "["):
		return eval.Label(eval.Nil{}, eval.DepCredential)
	case name == "Values":
		return eval.Label(&eval.Object{X: nobody{}}, eval.DepCredential)
	case name == "Valid":
		return eval.Label(eval.Bool(false), eval.DepCredential)
	}
	return &eval.Unknown{Deps: eval.DepCredential}
}

func (t *trial) requestField(r *request, name string) eval.Value {
	switch name {
	case "Method":
		if r.ex.method == eval.Hole {
			return &eval.Unknown{Deps: eval.DepInput}
		}
		return eval.Str(r.ex.method)
	case "URL":
		return &eval.Object{X: &address{r.ex}}
	case "RequestURI":
		return eval.Str(r.ex.path + eval.Hole)
	case "Header":
		return &eval.Object{X: &headers{r.ex}}
	case "Body":
		return t.watch.Body()
	case "Form", "PostForm":
		return &eval.Object{X: &query{r.ex}}
	case "TLS":
		return &eval.Unknown{Deps: eval.DepInput}
	case "Pattern":
		return eval.Str(t.route.Pattern)
	}
	return &eval.Unknown{Deps: eval.DepInput}
}

// StoreField replaces the request of a framework's context, or the body of a request.
func (t *trial) StoreField(m *eval.Machine, f eval.FieldOf, v eval.Value) {
	if _, ok := f.Of.(*request); ok && f.Name == "Body" {
		t.watch.SetBody(m, v)
	}
	if ex, ok := f.Of.(*exchange); ok && f.Name == "Request" {
		m.Set(ex.request, v)
	}
}
