package guard

import (
	"math/rand/v2"
	"testing"
)

// holds evaluates a disjunction of terms under an assignment of the conditions, bit by bit.
func holds(terms []term, assignment int) bool {
	for _, t := range terms {
		all := true
		for c, want := range t {
			all = all && (assignment>>c.block&1 == 1) == want
		}
		if all {
			return true
		}
	}
	return false
}

func TestTautologyAgreesWithTheTruthTable(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	const conditions = 5
	found := map[bool]int{}
	for range 3000 {
		var terms []term
		for range rnd.IntN(9) {
			one := term{}
			for range rnd.IntN(3) {
				one[condition{0, int32(rnd.IntN(conditions))}] = rnd.IntN(2) == 0
			}
			if len(one) > 0 {
				terms = append(terms, one)
			}
		}
		want := true
		for a := range 1 << conditions {
			want = want && holds(terms, a)
		}
		found[want]++
		if got := tautology(terms); got != want {
			t.Fatalf("tautology(%v) = %v, want %v", terms, got, want)
		}
	}
	if found[true] < 20 || found[false] < 20 {
		t.Errorf("the sample is one-sided: %v", found)
	}
}

func TestConcretePath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/orders/{id}/items": "/orders/\x00/items",
		"/files/{rest...}":   "/files/\x00",
		"/health":            "/health",
		"/{$}":               "/",
	} {
		if got := concretePath(path); got != want {
			t.Errorf("concretePath(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestNamesOfCredentials(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"Authorization": true, "X-API-Key": true, "X-Auth-Token": true, "session_id": true, "access_token": true,
		"X-CSRF-Token": false, "Content-Type": false, "X-Request-ID": false, "Accept-Language": false, "Idempotency-Key": false,
		"page": false, "X-Forwarded-For": false, "connect.sid": true, "PHPSESSID": true, "next-auth.session-token": true, "accessToken": true,
		"author": false, "page_token": false, "nextToken": false, "side": false, "X-Authenticated-User": true, "sort_key": false,
	} {
		if got := isCredential(name); got != want {
			t.Errorf("isCredential(%q) = %v, want %v", name, got, want)
		}
	}
}
