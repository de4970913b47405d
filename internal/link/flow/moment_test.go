package flow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/link/flow"
)

var inOrder = &flow.Policy{InOrder: true}

func TestOriginsInOrder(t *testing.T) {
	t.Parallel()
	const object = "type q struct{ s string }\nfunc fill(v *q) { v.s = \"filled\" }\n"
	tests := []struct {
		name, src string
		want      []string
	}{
		{"a field that was replaced", `func F(v *q) { v.s = "new"; sink(v.s) }`, []string{"constant new"}},
		{"a field that is replaced later", `func F(v *q) { sink(v.s); v.s = "new" }`, []string{"parameter v"}},
		{"a field that was replaced on one way", `func F(v *q, b bool) { if b { v.s = "new" }; sink(v.s) }`, []string{"constant new", "parameter v"}},
		{"a field that was replaced on both ways", `func F(v *q, b bool) { v.s = "one"; if b { v.s = "two" }; sink(v.s) }`, []string{"constant one", "constant two"}},
		{"a field that was replaced twice", `func F(v *q) { v.s = "one"; v.s = "two"; sink(v.s) }`, []string{"constant two"}},
		{"a field that is replaced in each round", `func F(v *q, n int) { for range n { sink(v.s); v.s = "next" } }`, []string{"constant next", "parameter v"}},
		{"a field that was replaced before a call fills it", `func F(v *q) { v.s = "new"; fill(v); sink(v.s) }`, []string{"constant filled", "constant new"}},
		{"a field that was replaced after a call filled it", `func F(v *q) { fill(v); v.s = "new"; sink(v.s) }`, []string{"constant new"}},
		{"a field that a call fills later", `func F(v *q) { sink(v.s); fill(v) }`, []string{"parameter v"}},
		{"a field of another object", `func F(v, o *q) { o.s = "new"; sink(v.s) }`, []string{"parameter v"}},
		{"an element of a list, which may be another one", `func F(l []string, i, j int) { l[i] = "new"; sink(l[j]) }`, []string{"constant new", "parameter l"}},
	}
	var sources []string
	for _, test := range tests {
		sources = append(sources, object+test.src)
	}
	answers := programs(t, inOrder, sources)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := answers[i]; !slices.Equal(got, test.want) {
				t.Errorf("got %s\nwant %s\nin %s", strings.Join(got, "; "), strings.Join(test.want, "; "), test.src)
			}
		})
	}
}
