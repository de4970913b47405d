package knowledge

import "testing"

func TestModels(t *testing.T) {
	t.Parallel()
	m, err := NewModels([]Entry{
		{Symbol: "(*example.com/shop/auth.Guard).{Require,Admit}", Guard: &Guard{Is: Refuses}},
		{Symbol: "net/http.StripPrefix", Guard: &Guard{Is: Passes}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if e := m.Lookup("(*example.com/shop/auth.Guard).Admit"); e == nil || e.Guard.Is != Refuses {
		t.Errorf("a function of the user's is %v", e)
	}
	if e := m.Lookup("net/http.StripPrefix"); e.Guard == nil || e.Router == nil {
		t.Errorf("a model does not add to what is known: %+v", e)
	}
	if e := Lookup("net/http.StripPrefix"); e.Guard != nil {
		t.Error("a model changes the tables")
	}
	if e := m.Lookup("(*net/http.ServeMux).Handle"); e == nil || e.Router == nil {
		t.Error("the tables are gone")
	}
	if m.Has("net/http.HandlerFunc") || !m.Has("net/http.StripPrefix") {
		t.Error("Has is wrong")
	}
	var none *Models
	if none.Lookup("net/http.StripPrefix") == nil || none.Has("net/http.StripPrefix") || len(none.Symbols()) > 0 {
		t.Error("the nil Models says something else than the tables")
	}
	if _, err := NewModels([]Entry{{Symbol: "p.F", Guard: &Guard{}}, {Symbol: "p.F", Guard: &Guard{}}}); err == nil {
		t.Error("two models of one aspect are accepted")
	}
}
