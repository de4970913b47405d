package finding

import "testing"

func TestFingerprints(t *testing.T) {
	keyed := func(line int, key string) Finding {
		return Finding{Rule: "routeauth", Place: place(line), Message: "m", Key: key}
	}
	plain := func(line int) Finding { return Finding{Rule: "cors", Place: place(line), Message: "any origin"} }
	tests := []struct {
		name          string
		before, after []Finding
		source        [2]string
		same          bool
	}{
		{
			name:   "lines added above",
			before: []Finding{keyed(10, "GET /orders")}, after: []Finding{keyed(90, "GET /orders")},
			same: true,
		},
		{
			name:   "another message for the same key",
			before: []Finding{keyed(10, "GET /orders")},
			after:  []Finding{{Rule: "routeauth", Place: place(10), Message: "reworded", Key: "GET /orders"}},
			same:   true,
		},
		{
			name:   "another key",
			before: []Finding{keyed(10, "GET /orders")}, after: []Finding{keyed(10, "GET /users")},
		},
		{
			name:   "another rule with the same key",
			before: []Finding{keyed(10, "GET /orders")},
			after:  []Finding{{Rule: "rolecheck", Place: place(10), Key: "GET /orders"}},
		},
		{
			name:   "a function literal written before the one in the key",
			before: []Finding{keyed(10, "main.Handler$1 (*sql.DB).Query")},
			after:  []Finding{keyed(15, "main.Handler$2 (*sql.DB).Query")}, same: true,
		},
		{
			name:   "no key, lines added above and the line indented",
			before: []Finding{plain(10)}, after: []Finding{plain(90)},
			source: [2]string{"allow( \"*\" )", "\t\tallow( \"*\" )\n"}, same: true,
		},
		{
			name:   "no key, another source line",
			before: []Finding{plain(10)}, after: []Finding{plain(10)},
			source: [2]string{`allow("*")`, `allowAll("*")`},
		},
		{
			name:   "the second of two alike is another finding than the first",
			before: []Finding{keyed(10, "GET /orders")}, after: []Finding{keyed(20, "GET /orders"), keyed(10, "GET /orders")},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			Fingerprints(tt.before, func(Place) string { return tt.source[0] })
			Fingerprints(tt.after, func(Place) string { return tt.source[1] })
			a, b := tt.before[0].Fingerprint, tt.after[0].Fingerprint
			if (a == b) != tt.same {
				t.Errorf("before %s, after %s; want the same: %t", a, b, tt.same)
			}
		})
	}
}

func TestFingerprintsDoNotDependOnTheOrderOfFindings(t *testing.T) {
	a := []Finding{{Rule: "r", Key: "k", Place: place(1)}, {Rule: "r", Key: "k", Place: place(2)}}
	b := []Finding{a[1], a[0]}
	Fingerprints(a, nil)
	Fingerprints(b, nil)
	if a[0].Fingerprint != b[1].Fingerprint || a[1].Fingerprint != b[0].Fingerprint {
		t.Errorf("got %s %s, then %s %s", a[0].Fingerprint, a[1].Fingerprint, b[1].Fingerprint, b[0].Fingerprint)
	}
	if a[0].Fingerprint == a[1].Fingerprint {
		t.Error("two findings have the same fingerprint")
	}
}
