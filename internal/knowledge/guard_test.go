package knowledge

import (
	"go/types"
	"maps"
	"slices"
	"testing"
)

// TestGuardEntries checks in the real libraries what a Guard says besides operands: its fields are those of a
// configuration, its condition is a boolean, and what it verifies has a result that tells.
func TestGuardEntries(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("type-checks all libraries")
	}
	ix, err := newIndex(tables)
	if err != nil {
		t.Fatal(err)
	}
	guards := map[string]name{}
	paths := map[string]bool{}
	for symbol, e := range ix.exact {
		if e.Guard == nil {
			continue
		}
		n, err := parseName(symbol)
		if err != nil {
			t.Fatal(err)
		}
		guards[symbol] = n
		paths[n.path] = true
	}
	libraries := load(t, slices.Sorted(maps.Keys(paths)))
	for _, symbol := range slices.Sorted(maps.Keys(guards)) {
		pkg := libraries[guards[symbol].path]
		if pkg == nil {
			continue
		}
		obj := guards[symbol].object(pkg)
		if obj == nil {
			continue // TestSymbolsExist has said so
		}
		sig, ok := obj.Type().Underlying().(*types.Signature)
		if !ok {
			t.Errorf("%s: is no function", symbol)
			continue
		}
		for _, problem := range guardProblems(ix.exact[symbol].Guard, sig) {
			t.Errorf("%s: %s", symbol, problem)
		}
	}
}

// guardProblems returns what g says about a function and cannot be.
func guardProblems(g *Guard, sig *types.Signature) []string {
	var problems []string
	if f := g.UnlessField; f != "" && !isPredicate(configField(sig, f)) {
		problems = append(problems, "no configuration operand has a predicate "+f)
	}
	if f := g.OptionalField; f != "" && !isBool(configField(sig, f)) {
		problems = append(problems, "no configuration operand has a boolean "+f)
	}
	if a := g.If; a >= Arg0 && !isBool(sig.Params().At(int(a-Arg0)).Type()) {
		problems = append(problems, a.String()+" is not boolean")
	}
	if !getsTexts(g, sig) {
		problems = append(problems, "no function is asked that gets texts where it says")
	}
	switch g.Is {
	case Refuses, Optional, Passes, CSRF, Limits, Permits:
	case Reads, Finds:
		if sig.Results().Len() == 0 {
			problems = append(problems, "has no result")
		}
	case Verifies, Grants, Never, Keeps:
		if !verdict(sig.Results()) {
			problems = append(problems, "has neither an error nor a boolean result")
		}
	default:
		problems = append(problems, "unknown protection "+string(g.Is))
	}
	return problems
}

// configField returns the type of the named field of an operand that is a struct, nil if there is none.
func configField(sig *types.Signature, name string) types.Type {
	var operands []types.Type
	if recv := sig.Recv(); recv != nil {
		operands = append(operands, recv.Type())
	}
	for param := range sig.Params().Variables() {
		operands = append(operands, param.Type())
	}
	for _, operand := range operands {
		if list, ok := operand.(*types.Slice); ok {
			operand = list.Elem()
		}
		obj, _, _ := types.LookupFieldOrMethod(operand, true, nil, name)
		if field, ok := obj.(*types.Var); ok {
			return field.Type()
		}
	}
	return nil
}

// getsTexts reports whether the function that g says is asked has parameters that are texts where g says; true if none is.
func getsTexts(g *Guard, sig *types.Signature) bool {
	if g.Asks == None {
		return g.AsksField == "" && g.Gets == nil
	}
	t := configField(sig, g.AsksField)
	if g.AsksField == "" {
		t = sig.Params().At(int(g.Asks - Arg0)).Type()
	}
	if t == nil {
		return false
	}
	asked, ok := t.Underlying().(*types.Signature)
	return ok && !slices.ContainsFunc(g.Gets, func(i int) bool {
		return i >= asked.Params().Len() || asked.Params().At(i).Type() != types.Typ[types.String]
	})
}

// isPredicate reports whether t is a function with one boolean result.
func isPredicate(t types.Type) bool {
	if t == nil {
		return false
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Results().Len() == 1 && isBool(sig.Results().At(0).Type())
}

func isBool(t types.Type) bool {
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

// verdict reports whether results tell success from failure.
func verdict(results *types.Tuple) bool {
	for result := range results.Variables() {
		if isBool(result.Type()) || types.Identical(result.Type(), types.Universe.Lookup("error").Type()) {
			return true
		}
	}
	return false
}

func TestGuardProblems(t *testing.T) {
	t.Parallel()
	str, boolean := types.Typ[types.String], types.Typ[types.Bool]
	variable := func(name string, t types.Type) *types.Var { return types.NewParam(0, nil, name, t) }
	predicate := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(variable("", boolean)), false)
	config := types.NewStruct([]*types.Var{
		types.NewField(0, nil, "Skipper", predicate, false),
		types.NewField(0, nil, "Lax", boolean, false),
		types.NewField(0, nil, "Realm", str, false),
	}, nil)
	middleware := types.NewSignatureType(nil, nil, nil,
		types.NewTuple(variable("config", types.NewSlice(config)), variable("on", boolean)),
		types.NewTuple(variable("", str)), false)
	tests := []struct {
		name  string
		guard Guard
		bad   bool
	}{
		{"fields of the configuration", Guard{Is: Refuses, UnlessField: "Skipper", OptionalField: "Lax"}, false},
		{"unknown field", Guard{Is: Refuses, UnlessField: "Skip"}, true},
		{"exemption that is no predicate", Guard{Is: Refuses, UnlessField: "Realm"}, true},
		{"option that is not boolean", Guard{Is: Refuses, OptionalField: "Realm"}, true},
		{"boolean condition", Guard{Is: Optional, If: Arg1}, false},
		{"condition that is not boolean", Guard{Is: Optional, If: Arg0}, true},
		{"reads its result", Guard{Is: Reads}, false},
		{"verifies without a verdict", Guard{Is: Verifies}, true},
		{"no protection", Guard{}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := guardProblems(&test.guard, middleware); (len(got) > 0) != test.bad {
				t.Errorf("guardProblems = %v", got)
			}
		})
	}
}
