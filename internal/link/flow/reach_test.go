package flow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
)

const layers = `package main

import (
	"database/sql"
	"errors"
	"net/http"
)

type store interface{ Load(id string) error }

type sqlStore struct{ db *sql.DB }

func (s *sqlStore) Load(id string) error { return inTx(func() error { _, err := s.db.Exec("SELECT $1", id); return err }) }

func inTx(f func() error) error { return f() }

func unrelated() {}

type handler struct{ store store }

func (h *handler) show(w http.ResponseWriter, r *http.Request) {
	unrelated()
	id := r.PathValue("id")
	if id == "" {
		http.Error(w, "no id", 400)
		return
	}
	if err := h.check(id); err != nil {
		w.WriteHeader(500)
	}
	h.store.Load(id)
}

func (h *handler) check(id string) error {
	if id == "0" {
		return errors.New("zero")
	}
	return nil
}

func main() { http.HandleFunc("/", (&handler{&sqlStore{}}).show) }
`

func TestReachFindsCallsBelowWithTheirChains(t *testing.T) {
	t.Parallel()
	g := graph.New(compiletest.Source(t, layers))
	tracer := flow.New(g)
	exec := &flow.Role{Is: func(s graph.Site) bool { return strings.HasSuffix(s.Caller.Sym(s.Instr()), ").Exec") }}
	found := tracer.Reach(exec, g.Func("(*example.com/app.handler).show"))
	if len(found) != 1 {
		t.Fatalf("got %d calls of Exec, want 1: %v", len(found), found)
	}
	var callers []string
	for _, s := range found[0].Calls {
		callers = append(callers, s.Caller.Name)
	}
	if want := []string{"handler.show", "sqlStore.Load", "inTx"}; !slices.Equal(callers, want) {
		t.Errorf("got the chain %v, want %v", callers, want)
	}
	if found := tracer.Reach(exec, g.Func("example.com/app.unrelated")); len(found) != 0 {
		t.Errorf("unrelated reaches %v", found)
	}
}

func TestConditionsSayWhichBranchEnds(t *testing.T) {
	t.Parallel()
	g := graph.New(compiletest.Source(t, layers))
	tracer := flow.New(g)
	check := tracer.Conditions(g.Func("(*example.com/app.handler).check"))
	if len(check) != 1 || !check[0].Branches[0].Fails || check[0].Branches[1].Fails {
		t.Errorf("check: got %+v, want one condition that fails if it is true", check)
	}
	show := tracer.Conditions(g.Func("(*example.com/app.handler).show"))
	if len(show) != 2 || !show[0].Branches[0].Ends || show[1].Branches[0].Ends {
		t.Errorf("show: got %+v, want one condition that ends and one that goes on", show)
	}
}

func TestOriginsUnderAChainOfCalls(t *testing.T) {
	t.Parallel()
	src := strings.Replace(layers, "func main()", "func other(s store) { s.Load(\"constant\") }\n\nfunc main()", 1)
	g := graph.New(compiletest.Source(t, src))
	tracer := flow.New(g)
	exec := &flow.Role{Is: func(s graph.Site) bool { return strings.HasSuffix(s.Caller.Sym(s.Instr()), ").Exec") }}
	found := tracer.Reach(exec, g.Func("(*example.com/app.handler).show"))
	if len(found) != 1 {
		t.Fatalf("got %d calls of Exec, want 1", len(found))
	}
	site := found[0].Site
	params := site.Instr().Args[2]
	var kinds []string
	for _, o := range tracer.Origins(flow.Text, found[0].Calls, site.Caller, params, "[0]") {
		kinds = append(kinds, o.Kind.String()+" "+o.Part)
	}
	if want := []string{"request path"}; !slices.Equal(kinds, want) {
		t.Errorf("got %v under the handler's chain, want %v", kinds, want)
	}
}
