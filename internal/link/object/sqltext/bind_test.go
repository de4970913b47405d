package sqltext_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/link/object/sqltext"
)

// bind writes _ for text, # for numbers, and shows the bound query with what surrounds each value; "" if there is none.
func bind(query string) string {
	var textual []bool
	for _, c := range query {
		if c == '_' || c == '#' {
			textual = append(textual, c == '_')
		}
	}
	literals := strings.Split(strings.ReplaceAll(query, "#", "_"), "_")
	bound, values, ok := sqltext.Bind(literals, textual, func(n int) string { return fmt.Sprintf("$%d", n) })
	if !ok {
		return ""
	}
	for _, v := range values {
		bound += " " + v.Before + "_" + v.After
	}
	return bound
}

func TestBind(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, query, want string }{
		{"a quoted value", "SELECT a FROM t WHERE b = '_'", "SELECT a FROM t WHERE b = $1 _"},
		{"a bare value", "DELETE FROM t WHERE id=_", "DELETE FROM t WHERE id=$1 _"},
		{"two values", "b = '_' AND c >= # ORDER BY d", "b = $1 AND c >= $2 ORDER BY d _ _"},
		{"a pattern", "b LIKE '%_%' OR c ILIKE 'x-_'", "b LIKE $1 OR c ILIKE $2 %_% x-_"},
		{"values of a row", "INSERT INTO t (a, b) VALUES ('_', '_')", "INSERT INTO t (a, b) VALUES ($1, $2) _ _"},
		{"elements of a list", "a IN ('_', '_') AND b IN (#)", "a IN ($1, $2) AND b IN ($3) _ _ _"},
		{"assignments", "UPDATE t SET a = '_' WHERE b = #;", "UPDATE t SET a = $1 WHERE b = $2; _ _"},
		{"a page", "SELECT a FROM t WHERE b = '_' LIMIT # OFFSET #", "SELECT a FROM t WHERE b = $1 LIMIT $2 OFFSET $3 _ _ _"},
		{"text in lower case", "lower(a) = LOWER('_')", "lower(a) = LOWER($1) _"},
		{"a quoted name beside it", `"a" = '_' AND b = 'it''s'`, `"a" = $1 AND b = 'it''s' _`},

		{"a table", "SELECT a FROM _ WHERE b = 1", ""},
		{"a column", "SELECT a FROM t WHERE _ = 1", ""},
		{"an order", "SELECT a FROM t ORDER BY _", ""},
		{"a quoted table", `SELECT a FROM "_"`, ""},
		{"a list in one text", "a IN (_)", ""},
		{"a limit of text", "SELECT a FROM t LIMIT _", ""},
		{"a number in quotes", "a = '#'", ""},
		{"a number that is converted", "UPDATE t SET a = #", ""},
		{"a number of a row", "INSERT INTO t VALUES (#)", ""},
		{"two values in one literal", "a = '_ _'", ""},
		{"a literal with an escape", `a = '\_'`, ""},
		{"a literal with a quote", "a = 'it''s _'", ""},
		{"an escape string", "a = E'_'", ""},
		{"a typed literal", "a > DATE '_'", ""},
		{"an interval", "a > now() - INTERVAL '_ days'", ""},
		{"part of a name", "a = x_", ""},
		{"part of a sum", "a = _ + 1", ""},
		{"a cast", "a = '_'::uuid", ""},
		{"an argument", "date_trunc('_', a)", ""},
		{"a member of JSON", "a->>'_' = 'b'", ""},
		{"a membership of JSON", "a @> '_'", ""},
		{"an unknown operator", "a => '_'", ""},
		{"parameters that are there", "a = ? AND b = '_'", ""},
		{"numbered parameters", "a = $1 AND b = '_'", ""},
		{"a comment", "a = '_' -- AND b", ""},
		{"two statements", "DELETE FROM t WHERE a = '_'; DELETE FROM u", ""},
		{"a pattern without quotes", "a LIKE _", ""},
		{"an open literal", "a = '_", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := bind(test.query); got != test.want {
				t.Errorf("bind(%q) = %q, want %q", test.query, got, test.want)
			}
		})
	}
}

func FuzzBind(f *testing.F) {
	for _, seed := range []string{"b = '_' AND c = #", "a IN ('_', '_')", "a LIKE '%_%'", "INSERT INTO t VALUES ('_'", "a = )_", "'_''"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if bound := bind(query); strings.Contains(bound, sqltext.Hole) {
			t.Errorf("bind(%q) = %q", query, bound)
		}
	})
}
