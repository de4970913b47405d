package inventory

import "testing"

func TestNamesOfFunctions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id   string
		want Function
		name string
	}{
		{"example.com/shop/api.List", Function{Package: "example.com/shop/api", Function: "List"}, "api.List"},
		{"(*example.com/shop/api.Orders).Show", Function{Package: "example.com/shop/api", Type: "Orders", Method: "Show"}, "api.Orders.Show"},
		{"(example.com/shop.Orders).Show$1", Function{Package: "example.com/shop", Type: "Orders", Method: "Show$1"}, "shop.Orders.Show.func1"},
		{"main.main$2$1", Function{Package: "main", Function: "main$2$1"}, "main.main.func2.func1"},
		{"example.com/jwt/v4.WithConfig", Function{Package: "example.com/jwt/v4", Function: "WithConfig"}, "jwt.WithConfig"},
		{"gopkg.in/yaml.v3.Node", Function{Package: "gopkg.in/yaml.v3", Function: "Node"}, "yaml.v3.Node"},
		{"(example.com/g.Repo[example.com/m.User]).Get", Function{Package: "example.com/g", Type: "Repo[example.com/m.User]", Method: "Get"},
			"g.Repo[example.com/m.User].Get"},
		{"", Function{}, "?"},
	}
	for _, tt := range tests {
		got := parseFunction(tt.id)
		if got != tt.want || got.Name() != tt.name {
			t.Errorf("%q: got %+v, called %q; want %+v, called %q", tt.id, got, got.Name(), tt.want, tt.name)
		}
	}
}

func TestDeclaredDropsNumbersOfLiterals(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Authenticate$1": "Authenticate", "http.Authenticate.func1": "http.Authenticate", "a.b$1$2": "a.b", "Create": "Create", "func1": "func1",
	} {
		if got := declared(name); got != want {
			t.Errorf("declared(%q) = %q, want %q", name, got, want)
		}
	}
}
