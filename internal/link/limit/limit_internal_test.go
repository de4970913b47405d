package limit

import (
	"testing"
	"time"

	"github.com/apilint/apilint/internal/link/eval"
)

func TestBytesTakesTheLargestUnit(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{
		0: "0 bytes", 1000: "1000 bytes", 1 << 10: "1 KiB", 3 << 19: "1536 KiB", 4 << 20: "4 MiB", 1 << 30: "1 GiB", 1<<20 + 1: "1048577 bytes",
	} {
		if got := Bytes(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestDurationEndsInNoZeros(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		time.Minute: "1m", 15 * time.Minute: "15m", time.Hour: "1h", time.Second: "1s", 90 * time.Second: "1m30s", 10 * time.Second: "10s",
	} {
		if got := duration(d); got != want {
			t.Errorf("%v is %q, want %q", time.Duration(d), got, want)
		}
	}
}

// What reads a body is found through whatever holds the reader, and so is what bounds it there.
func TestBodyIn(t *testing.T) {
	t.Parallel()
	open, bounded := object(&body{}), object(&body{limit: &Limit{Value: "1 MiB"}})
	cell := func(v eval.Value) *eval.Cell { return &eval.Cell{V: v} }
	tests := []struct {
		name                           string
		in                             eval.Value
		body, limit, maybe, notForSure bool
	}{
		{"something else", eval.Str("text"), false, false, false, false},
		{"nothing", nil, false, false, false, false},
		{"the body itself", open, true, false, false, false},
		{"a bounded body", bounded, true, true, false, false},
		{"in an interface", &eval.Iface{V: bounded}, true, true, false, false},
		{"in a variable", &eval.Ptr{To: cell(open)}, true, false, false, false},
		{"among several readers", &eval.Slice{Elems: []*eval.Cell{cell(eval.Str("head")), cell(open)}}, true, false, false, false},
		{"bounded on both ways", &eval.Alt{Vals: []eval.Value{bounded, bounded}}, true, true, false, false},
		{"bounded on one way", &eval.Alt{Vals: []eval.Value{open, bounded}}, true, true, true, false},
		{"in a reader of the program", &eval.Struct{Fields: map[string]*eval.Cell{"r": cell(open)}}, true, false, false, true},
		{"in what an unknown function made", &eval.Unknown{From: "example.com/x.Wrap", Args: []eval.Value{bounded}}, true, true, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := new(Watch).bodyIn(tt.in, 0)
			if (b != nil) != tt.body {
				t.Fatalf("found %v", b)
			}
			if b == nil {
				return
			}
			if (b.limit != nil) != tt.limit || b.limit != nil && b.limit.Conditional != tt.maybe || b.unclear != tt.notForSure {
				t.Errorf("limit %v, unclear %v", b.limit, b.unclear)
			}
		})
	}
}

// Settings of servers are found in configurations by value, by pointer and in lists of them.
func TestFieldOf(t *testing.T) {
	t.Parallel()
	config := &eval.Struct{Fields: map[string]*eval.Cell{"BodyLimit": {V: eval.Int(4096)}}}
	for name, v := range map[string]eval.Value{
		"value": config, "pointer": &eval.Ptr{To: &eval.Cell{V: config}}, "interface": &eval.Iface{V: config},
		"list": &eval.Slice{Elems: []*eval.Cell{{V: eval.Nil{}}, {V: config}}}, "label": eval.Label(config, eval.DepConfig),
	} {
		if n, ok := number(fieldOf(v, "BodyLimit")); !ok || n != 4096 {
			t.Errorf("%s: got %d, %t", name, n, ok)
		}
		if f := fieldOf(v, "ReadTimeout"); f != nil {
			t.Errorf("%s: there is a field ReadTimeout: %v", name, f)
		}
	}
}
