package driver

import (
	"reflect"
	"testing"
)

// storeSource is the lowest package of layered with text before, in and after its function.
func storeSource(before, within, after string) string {
	return "-- store/store.go --\npackage store\n\n" + before + "// BadQuery is bad.\nfunc BadQuery(s string) string {\n" + within + "\treturn \"select \" + s\n}\n" + after
}

func TestOnlyWhatMeansSomethingIsLinked(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		edit string
		want bool
	}{
		{"a comment above", storeSource("// Nothing.\n\n", "", ""), false},
		{"a comment within", storeSource("", "\t// Nothing.\n\n", ""), false},
		{"a comment below", storeSource("", "", "\n// Nothing.\n"), false},
		{"a helper that nobody calls", storeSource("", "", "\nfunc half(n int) int { return n / 2 }\n"), false},
		{"a helper that calls another", storeSource("", "", "\nfunc quarter(n int) int { return half(half(n)) }\nfunc half(n int) int { return n / 2 }\n"), true},
		{"a helper for others", storeSource("", "", "\nfunc Half(n int) int { return n / 2 }\n"), true},
		{"a method", storeSource("", "", "\ntype t int\nfunc (n t) half() t { return n / 2 }\n"), true},
		{"an initializer", storeSource("", "", "\nfunc init() {}\n"), true},
		{"a variable", storeSource("", "", "\nvar half = 2\n"), true},
		{"a column", storeSource("", " ", ""), true},
		{"a statement without effect", storeSource("", "\t_ = s\n", ""), false},
		{"another text", "-- store/store.go --\npackage store\n\n// BadQuery is bad.\nfunc BadQuery(s string) string { return \"delete \" + s }\n", true},
		{"a directive", storeSource("//apilint:ignore badfunc why\n", "", ""), true},
		{"another import", "-- main.go --\npackage main\n\nimport _ \"m/store\"\n\nfunc main() {}\n", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			linked := false
			cfg := config(t, write(t, layered))
			cfg.Cache = t.TempDir()
			overwrite(t, cfg.Dir, storeSource("", "", ""))
			mustRun(t, cfg)
			overwrite(t, cfg.Dir, tt.edit)
			cfg.Progress = func(p Progress) { linked = linked || p.Stage == "link" }
			got := mustRun(t, cfg)
			if got.Stats.Replayed || linked != tt.want {
				t.Errorf("replayed: %t, linked: %t; want linked: %t", got.Stats.Replayed, linked, tt.want)
			}
			cfg.Cache = "off"
			if cold := mustRun(t, cfg); !reflect.DeepEqual(cold.Findings, got.Findings) {
				t.Errorf("got\n%+v\nwithout a cache\n%+v", got.Findings, cold.Findings)
			}
		})
	}
}

// A fix would lose a comment in what it changes, so that such a comment means something.
func TestCommentsInTexts(t *testing.T) {
	t.Parallel()
	linked := false
	cfg := config(t, write(t, layered))
	cfg.Cache = t.TempDir()
	overwrite(t, cfg.Dir, storeSource("", "\tprintln(\"a = \" +\n\t\ts)\n", ""))
	mustRun(t, cfg)
	overwrite(t, cfg.Dir, storeSource("", "\tprintln(\"a = \" +\n\t\t// Nothing.\n\t\ts)\n", ""))
	cfg.Progress = func(p Progress) { linked = linked || p.Stage == "link" }
	if mustRun(t, cfg); !linked {
		t.Error("not linked anew")
	}
}

func TestDirectiveThatMoves(t *testing.T) {
	t.Parallel()
	two := func(first, second string) string {
		return "-- store/store.go --\npackage store\n\n" + first + "func BadQuery(s string) string { return s }\n\n" + second + "func BadToo() {}\n"
	}
	cfg := config(t, write(t, layered))
	cfg.Cache = t.TempDir()
	const ignore = "//apilint:ignore badfunc why\n"
	for _, source := range []string{two(ignore, ""), two("", ignore), two("// Text.\n\n", ignore)} {
		overwrite(t, cfg.Dir, source)
		got := mustRun(t, cfg)
		cold := cfg
		cold.Cache = "off"
		if want := mustRun(t, cold); !reflect.DeepEqual(got.Findings, want.Findings) {
			t.Errorf("%s\ngot\n%+v\nwithout a cache\n%+v", source, got.Findings, want.Findings)
		}
	}
}

func TestLineNames(t *testing.T) {
	t.Parallel()
	before, after := []int32{3, 5, 10}, []int32{4, 6, 20}
	tests := []struct {
		line int32
		want int // line afterwards, 0 if it is not known
	}{{3, 4}, {5, 6}, {4, 5}, {7, 0}, {10, 20}, {2, 0}, {11, 0}}
	for _, tt := range tests {
		at, ok := nameLine(before, int(tt.line))
		if !ok {
			if tt.want != 0 {
				t.Errorf("line %d has no name", tt.line)
			}
			continue
		}
		if got, ok := at.find(after); !ok && tt.want != 0 || ok && got != tt.want {
			t.Errorf("line %d became %d, %t; want %d", tt.line, got, ok, tt.want)
		}
	}
}
