package inventory

import "testing"

func TestFilter(t *testing.T) {
	t.Parallel()
	show := Route{Method: "GET", Path: "/api/orders/{id}", Auth: Auth{State: Required}}
	files := Route{Method: Any, Path: "/files/{rest...}", Auth: Auth{State: None}}
	tests := []struct {
		name                 string
		states, method, path string
		show, files          bool
	}{
		{"no filter", "", "", "", true, true},
		{"a state", "required", "", "", true, false},
		{"states", "none,required", "", "", true, true},
		{"a method, and what answers all", "", "get", "", true, true},
		{"another method", "", "POST,DELETE", "", false, true},
		{"a whole path", "", "", "/api/orders/{id}", true, false},
		{"part of a path", "", "", "/api/orders", false, false},
		{"a star is one segment", "", "", "/api/*", false, false},
		{"a star is a parameter", "", "", "/api/*/*", true, false},
		{"two stars are anything", "", "", "/**", true, true},
		{"two stars in the middle", "", "", "/api/**/{id}", true, false},
		{"points are literal", "", "", "/files/{rest??}", false, false},
		{"all at once", "required", "GET", "/api/**", true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := filter(t, tt.states, tt.method, tt.path)
			if got := f.Matches(&show); got != tt.show {
				t.Errorf("%s: %t", show.Name(), got)
			}
			if got := f.Matches(&files); got != tt.files {
				t.Errorf("%s: %t", files.Name(), got)
			}
		})
	}
}

func filter(t *testing.T, states, methods, path string) *Filter {
	t.Helper()
	f := new(Filter)
	for _, set := range []struct {
		value string
		to    func(string) error
	}{{states, f.SetStates}, {methods, f.SetMethods}, {path, f.SetPath}} {
		if set.value == "" {
			continue
		}
		if err := set.to(set.value); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestFilterRejects(t *testing.T) {
	t.Parallel()
	f := new(Filter)
	if f.SetStates("required,open") == nil || f.SetMethods("GET,") == nil || f.SetPath("api/*") == nil || f.SetPath("") == nil {
		t.Error("a mistake was accepted")
	}
}

func TestApplyLeavesTheInventoryAlone(t *testing.T) {
	t.Parallel()
	inv := &Inventory{Routes: []Route{{Path: "/a"}, {Path: "/b"}}}
	f := filter(t, "", "", "/b")
	if got := f.Apply(inv); len(got.Routes) != 1 || got.Routes[0].Path != "/b" {
		t.Errorf("got %v", got.Routes)
	}
	if inv.Routes[0].Path != "/a" || len(inv.Routes) != 2 {
		t.Errorf("the inventory has become %v", inv.Routes)
	}
}
