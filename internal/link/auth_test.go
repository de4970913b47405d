package link_test

import (
	"path/filepath"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link"
)

// TestRoles compares the roles that routes demand with what the program says.
func TestRoles(t *testing.T) {
	t.Parallel()
	p := link.New(compiletest.Load(t, filepath.Join("..", "..", "testdata", "src"), "./roles"), link.Options{})
	want := map[string]string{
		"GET /anyone": "", "GET /permitted": "lamps:read", "GET /drafts": "", "GET /both": "lamps:read", "GET /admins": "admin", "GET /editors": "editor",
	}
	for _, r := range p.Routes() {
		if got := r.Auth.Role; r.Auth.State != link.AuthRequired || got != want[r.Name()] {
			t.Errorf("%s: %s, role %q, want required, role %q", r.Name(), r.Auth.State, got, want[r.Name()])
		}
		delete(want, r.Name())
	}
	for name := range want {
		t.Errorf("%s: not found", name)
	}
}

// TestLogins tells who gets a token for a password from who gets one for a token.
func TestLogins(t *testing.T) {
	t.Parallel()
	p := link.New(compiletest.Load(t, filepath.Join("..", "..", "testdata", "src"), "./logins"), link.Options{})
	want := map[string]link.AuthState{"POST /enter": link.AuthNone, "POST /current": link.AuthRequired}
	for _, r := range p.Routes() {
		if r.Auth.State != want[r.Name()] {
			t.Errorf("%s: %s, want %s", r.Name(), r.Auth.State, want[r.Name()])
		}
		delete(want, r.Name())
	}
	for name := range want {
		t.Errorf("%s: not found", name)
	}
}
