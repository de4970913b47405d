package docgen

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/apilint/apilint/analyzers"
	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/glob"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/rule"
)

const configSchema = "../../docs/apilint.schema.json"

// The schema for editors and the parser agree: on the files of testdata and on random documents, some of which are wrong.
func TestSchemaAcceptsWhatTheParserAccepts(t *testing.T) {
	s, err := jsonschema.NewCompiler().Compile(configSchema)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../config/testdata/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, s, name, content)
	}
	g := generator{rand.New(rand.NewPCG(1, 2))}
	accepted := 0
	const documents = 2000
	for i := range documents {
		content, err := yaml.Marshal(g.value(reflect.TypeFor[config.Config]()))
		if err != nil {
			t.Fatal(err)
		}
		if compare(t, s, fmt.Sprintf("document %d", i), content) {
			accepted++
		}
	}
	if accepted < documents/10 || accepted > documents*9/10 {
		t.Errorf("%d of %d documents were right; the test is one-sided", accepted, documents)
	}
}

// compare reports whether both accept a document.
func compare(t *testing.T, s *jsonschema.Schema, name string, content []byte) bool {
	t.Helper()
	_, parseErr := config.Parse(name, content, analyzers.All())
	var doc any
	if err := yaml.Unmarshal(content, &doc); err != nil {
		t.Fatal(err)
	}
	schemaErr := s.Validate(doc)
	if (parseErr == nil) != (schemaErr == nil) {
		t.Errorf("%s:\n%s\nparser: %v\nschema: %v", name, content, parseErr, schemaErr)
	}
	return parseErr == nil
}

// generator makes random values as a document has them. Now and then one is wrong.
type generator struct{ *rand.Rand }

// mistakes are values that are wrong nearly everywhere.
var mistakes = []any{nil, 3.5, "something else", []any{[]any{}}, map[string]any{"unknown": 1}}

func (g generator) value(t reflect.Type) any {
	if g.IntN(60) == 0 {
		return mistakes[g.IntN(len(mistakes))]
	}
	switch t {
	case reflect.TypeFor[knowledge.Arg]():
		return pick(g, []any{"receiver", 0, 1, 5})
	case reflect.TypeFor[glob.Pattern]():
		return pick(g, []any{"/api/**", "internal/legacy", "*"})
	case reflect.TypeFor[config.Bytes]():
		return pick(g, []any{1048576, "10MB", "512KiB", "1 MB", "MB", -1, 0})
	case reflect.TypeFor[rule.Preset]():
		return pick(g, []any{"default", "audit"})
	case reflect.TypeFor[finding.Confidence](), reflect.TypeFor[finding.Severity]():
		return pick(g, []any{"low", "medium", "high"})
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.value(t.Elem())
	case reflect.Slice:
		list := []any{}
		for range g.IntN(3) {
			list = append(list, g.value(t.Elem()))
		}
		return list
	case reflect.Struct:
		return g.object(t)
	case reflect.Bool:
		return g.IntN(2) == 0
	case reflect.Int:
		return g.IntN(600)
	default:
		if words, ok := config.Vocabulary[t.Name()]; ok {
			return pick(g, words)
		}
		return pick(g, []any{"text", "", "GET"})
	}
}

func (g generator) object(t reflect.Type) any {
	doc := map[string]any{}
	for _, f := range config.Fields(t) {
		switch {
		case t == reflect.TypeFor[config.Rule]() && f.Name == "Rule":
			doc[f.Key] = pick(g, []any{"cors", "*", "routeauth"})
		case f.Name == "Family":
			doc[f.Key] = "chi" // an operation that makes a router must name one, which the schema cannot say
		case f.Name == "Symbol":
			doc[f.Key] = fmt.Sprintf("(*example.com/shop.T%d).M", g.Uint64()) // no two models of one symbol
		case f.Required || g.IntN(4) == 0 && f.Name != "Guard":
			doc[f.Key] = g.value(f.Type)
		}
	}
	if t == reflect.TypeFor[config.Model]() {
		doc["guard"] = map[string]any{"is": "refuses"} // a model that says nothing is refused
	}
	return doc
}

func pick[T any](g generator, from []T) T { return from[g.IntN(len(from))] }

// The documentation of the configuration names every key.
func TestEveryFieldIsDescribed(t *testing.T) {
	s, err := newSchemas("../config", "../knowledge", analyzers.All())
	if err != nil {
		t.Fatal(err)
	}
	var walk func(typ reflect.Type, path string)
	walk = func(typ reflect.Type, path string) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || s.special[typ] != nil {
			return
		}
		for _, f := range config.Fields(typ) {
			if s.describe(f) == "" && !strings.HasPrefix(path, ".models") {
				t.Errorf("%s.%s has no comment", path, f.Key)
			}
			walk(f.Type, path+"."+f.Key)
		}
	}
	walk(reflect.TypeFor[config.Config](), "")
}

// The configurations in the documentation can be read.
func TestConfigurationExamples(t *testing.T) {
	count := 0
	for _, name := range []string{configuration, readme} {
		for i, part := range strings.Split(string(must(os.ReadFile(name))(t)), "```yaml\n") {
			example, _, _ := strings.Cut(part, "```")
			if i == 0 || !strings.Contains(part, "```") || !isConfiguration(example) {
				continue
			}
			count++
			if _, err := config.Parse(name, []byte(example), analyzers.All()); err != nil {
				t.Errorf("%v in\n%s", err, example)
			}
		}
	}
	if count < 2 {
		t.Errorf("found %d examples", count)
	}
}

// isConfiguration tells configurations from workflows of other programs.
func isConfiguration(example string) bool {
	return strings.Contains(example, "models:") || strings.Contains(example, "confidence:")
}
