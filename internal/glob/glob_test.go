package glob

import "testing"

func TestMatch(t *testing.T) {
	tests := []struct {
		name, pattern, path string
		match, within       bool
	}{
		{"itself", "api/a.go", "api/a.go", true, true},
		{"another file", "api/a.go", "api/b.go", false, false},
		{"a dot is a dot", "api/a.go", "api/axgo", false, false},
		{"a star stays in its segment", "/orders/*", "/orders/{id}/lines", false, true},
		{"a star is a parameter", "/orders/*", "/orders/{id}", true, true},
		{"part of a segment", "api/*_gen.go", "api/orders_gen.go", true, true},
		{"two stars are anything", "/admin/**", "/admin/users/{id}", true, true},
		{"two stars are not the directory", "/admin/**", "/admin", false, false},
		{"two stars as a segment may be nothing", "/a/**/b", "/a/b", true, true},
		{"two stars as a segment may be several", "/a/**/b", "/a/x/y/b", true, true},
		{"two stars as the first segment", "**/gen.go", "gen.go", true, true},
		{"two stars as the first segment end with it", "**/gen.go", "xgen.go", false, false},
		{"a directory holds its files", "internal/legacy", "internal/legacy/x/a.go", false, true},
		{"and not those of others", "internal/legacy", "internal/legacyx/a.go", false, false},
		{"a final slash", "/orders", "/orders/", true, true},
		{"braces are themselves", "/orders/{id}", "/orders/{id}", true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Compile(tt.pattern)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Match(tt.path); got != tt.match {
				t.Errorf("Match = %t", got)
			}
			if got := p.MatchWithin(tt.path); got != tt.within {
				t.Errorf("MatchWithin = %t", got)
			}
		})
	}
}

func TestCompileRejects(t *testing.T) {
	for _, text := range []string{"", "\xff"} {
		if _, err := Compile(text); err == nil {
			t.Errorf("Compile(%q) gives no error", text)
		}
	}
}
