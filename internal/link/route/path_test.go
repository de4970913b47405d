package route

import (
	"testing"

	"github.com/apilint/apilint/internal/knowledge"
)

func TestPatterns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, family, raw string
		open              bool
		want              string
	}{
		{"servemux parameter", "net/http", "/users/{id}", false, "/users/{id}"},
		{"servemux wildcard", "net/http", "/files/{path...}", false, "/files/{path...}"},
		{"servemux subtree", "net/http", "/static/", false, "/static/"},
		{"servemux end", "net/http", "/exact/{$}", false, "/exact/"},
		{"servemux root", "net/http", "/", false, "/"},
		{"chi expression", "chi", "/{id:[0-9]{2,3}}/x", false, "/{id}/x"},
		{"chi wildcard", "chi", "/files/*", false, "/files/{rest...}"},
		{"chi two in a segment", "chi", "/{a}-{b:[a-z/]+}", false, "/{a}-{b}"},
		{"gorilla wildcard", "gorilla/mux", "/files/{path:.*}", false, "/files/{path...}"},
		{"gorilla wildcard in the middle", "gorilla/mux", "/{path:.*}/track", false, "/{path...}/track"},
		{"gorilla expression with a slash", "gorilla/mux", "/{a:x/y}/z", false, "/{a}/z"},
		{"gin", "gin", "/users/:id/*path", false, "/users/{id}/{path...}"},
		{"echo unnamed wildcard", "echo", "/files/*", false, "/files/{rest...}"},
		{"echo wildcard in a segment", "echo", "/api/v1.*", false, "/api/v1.{rest...}"},
		{"fiber optional", "fiber", "/users/:id?", false, "/users/{id}"},
		{"fiber several", "fiber", "/:from-:to.:ext", false, "/{from}-{to}.{ext}"},
		{"fiber constraint", "fiber", "/:id<int>/x", false, "/{id}/x"},
		{"fiber plus", "fiber", "/files/+", false, "/files/{rest...}"},
		{"unknown part", "gin", "/api/" + string(Unknown) + "/x", false, "/api/{?}/x"},
		{"no leading slash", "echo", "add", false, "/add"},
		{"empty", "gin", "", false, "/"},
		{"brace that never closes", "chi", "/{id", false, "/{id}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := parsePattern(knowledge.Families[test.family], test.raw, test.open).String()
			if got != test.want {
				t.Errorf("%s pattern %q is %q, want %q", test.family, test.raw, got, test.want)
			}
		})
	}
}

func TestMeet(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		outer      pattern
		inner      pattern
		want       string // empty: nothing
		wantCovers coverage
	}{
		{"same", exact("a", "b"), exact("a", "b"), "/a/b", covMust},
		{"different", exact("a"), exact("b"), "", covNot},
		{"subtree and below", subtree("a"), exact("a", "b"), "/a/b", covMust},
		{"subtree and its root without slash", subtree("a"), exact("a"), "", covNot},
		{"everything", everything, exact("a"), "/a", covMust},
		{"prefix and its root", pattern{segs: []string{"a"}, open: openPrefix}, exact("a"), "/a", covMust},
		{"prefix stops at segments", pattern{segs: []string{"a"}, open: openPrefix}, exact("ab"), "", covNot},
		{"text prefix does not", pattern{segs: []string{"a"}, open: openText}, exact("ab", "c"), "/ab/c", covMust},
		{"wildcard in a segment", parsePattern(knowledge.Families["echo"], "/v1.*", false), exact("v1.Users", "Get"), "/v1.Users/Get", covMust},
		{"parameter covers a literal", exact("{id}"), exact("me"), "/me", covMust},
		{"literal covers part of a parameter", exact("me"), exact("{id}"), "/me", covMay},
		{"inner subtree is cut", exact("a", "b"), subtree("a"), "/a/b", covMay},
		{"inner is everything", subtree("a"), everything, "/a/", covMay},
		{"longer than a closed one", exact("a"), exact("a", "b"), "", covNot},
		{"names of the inner one", exact("{x}"), exact("{y}"), "/{y}", covMust},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if p, ok := meet(test.outer, test.inner); ok {
				got = p.String()
			}
			if got != test.want {
				t.Errorf("meet(%s, %s) = %q, want %q", test.outer, test.inner, got, test.want)
			}
			if got := test.outer.covers(test.inner); got != test.wantCovers {
				t.Errorf("%s covers %s: %d, want %d", test.outer, test.inner, got, test.wantCovers)
			}
		})
	}
}

func exact(segs ...string) pattern { return pattern{segs: segs} }

func subtree(segs ...string) pattern { return pattern{segs: segs, open: openSlash} }

func FuzzPatterns(f *testing.F) {
	for _, s := range []string{"/a/{b}", "/:a/*b", "{", "}", "/{a:{}}/*", "GET host/x", ":a-:b?", "//"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		for name, family := range knowledge.Families {
			_, _, path := splitPattern(family, raw)
			p := parsePattern(family, path, false)
			if p.covers(p) == covNot {
				t.Errorf("%s: %q does not match itself: %v", name, raw, p.segs)
			}
		}
	})
}
