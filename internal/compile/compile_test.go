package compile_test

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/summary"
)

const program = `package main

import (
	"fmt"
	"net/http"
)

type store interface{ Get(id string) (string, error) }

type Handler struct {
	store store
	*http.ServeMux
}

func (h *Handler) Show(w http.ResponseWriter, r *http.Request) {
	v, err := h.store.Get(r.PathValue("id"))
	if err != nil {
		http.Error(w, "no", 404)
		return
	}
	fmt.Fprint(w, v)
}

func wrap[T any](v T, f func(T) string) string { return f(v) }

func main() {
	h := &Handler{ServeMux: http.NewServeMux()}
	//apilint:public it is a demonstration
	h.HandleFunc("GET /{id}", h.Show)
	h.HandleFunc("/x", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, wrap(3, func(int) string { return "" })) })
	f := (*Handler).Show
	f(h, nil, nil)
}
`

func TestLoweredNames(t *testing.T) {
	t.Parallel()
	pkg := compiletest.Source(t, program)[0]
	main := findFunc(t, pkg, "example.com/app.main")
	text := pkg.Print(main)
	for _, want := range []string{
		"call (*net/http.ServeMux).HandleFunc",
		"bound (*example.com/app.Handler).Show",
		"example.com/app.main$1",
		"call (*example.com/app.Handler).Show",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("main has no %q:\n%s", want, text)
		}
	}
	show := pkg.Print(findFunc(t, pkg, "(*example.com/app.Handler).Show"))
	if want := "invoke (example.com/app.store).Get"; !strings.Contains(show, want) {
		t.Errorf("Show has no %q:\n%s", want, show)
	}
	inner := pkg.Print(findFunc(t, pkg, "example.com/app.main$1"))
	if want := "call example.com/app.wrap "; !strings.Contains(inner, want) {
		t.Errorf("closure has no %q:\n%s", want, inner)
	}
}

func TestPromotedMethodsCarryTheirPath(t *testing.T) {
	t.Parallel()
	pkg := compiletest.Source(t, program)[0]
	for _, typ := range pkg.Types {
		if typ.Name != "example.com/app.Handler" {
			continue
		}
		for _, m := range typ.Methods {
			if m.Name == "HandleFunc" {
				if m.Func != "(*net/http.ServeMux).HandleFunc" || len(m.Path) != 1 || m.Path[0] != "ServeMux" {
					t.Errorf("HandleFunc is %+v, want the mux's method through field ServeMux", m)
				}
				return
			}
		}
	}
	t.Error("Handler has no method HandleFunc")
}

func TestDirectiveCoversTheStatementBelow(t *testing.T) {
	t.Parallel()
	pkg := compiletest.Source(t, program)[0]
	if len(pkg.Directives) != 1 {
		t.Fatalf("got %d directives, want 1", len(pkg.Directives))
	}
	d := pkg.Directives[0]
	if d.Kind != summary.DirectivePublic || d.Reason != "it is a demonstration" || d.First != d.Pos.Line || d.Last != d.Pos.Line+1 {
		t.Errorf("got %+v", d)
	}
}

func TestEncodingIsStable(t *testing.T) {
	t.Parallel()
	a, err := summary.Encode(compiletest.Source(t, program)[0])
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		b, err := summary.Encode(compiletest.Source(t, program)[0])
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Fatal("the same source has two encodings")
		}
	}
}

func findFunc(t *testing.T, pkg *summary.Package, id string) *summary.Func {
	t.Helper()
	for i := range pkg.Funcs {
		if pkg.Funcs[i].ID == id {
			return &pkg.Funcs[i]
		}
	}
	t.Fatalf("no function %s", id)
	return nil
}
