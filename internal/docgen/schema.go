package docgen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/glob"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/rule"
)

// schema is a part of a JSON schema.
type schema map[string]any

// ConfigSchema returns the JSON schema of .apilint.yml, which editors use. Config and knowledge are the directories of the
// packages' source, rules those that a configuration may speak of.
func ConfigSchema(configDir, knowledgeDir string, rules []*rule.Rule) ([]byte, error) {
	s, err := newSchemas(configDir, knowledgeDir, rules)
	if err != nil {
		return nil, err
	}
	root := s.of(reflect.TypeFor[config.Config]())
	root["type"] = []string{"object", "null"} // an empty file says nothing
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["$id"] = "https://github.com/apilint/apilint/blob/main/docs/apilint.schema.json"
	root["title"] = "Configuration of apilint"
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, fmt.Errorf("encoding the schema: %w", err)
	}
	return b.Bytes(), nil
}

// schemas makes schemas of types.
type schemas struct {
	sources []*vocabulary // of packages config and knowledge
	special map[reflect.Type]schema
	rules   []string
}

func newSchemas(configDir, knowledgeDir string, rules []*rule.Rule) (*schemas, error) {
	s := &schemas{}
	for _, dir := range []string{configDir, knowledgeDir} {
		v, err := readVocabulary(dir)
		if err != nil {
			return nil, err
		}
		s.sources = append(s.sources, v)
	}
	for _, r := range rules {
		s.rules = append(s.rules, r.Name)
	}
	arguments := []any{knowledge.Recv.String()}
	for i := range knowledge.Args {
		arguments = append(arguments, i)
	}
	s.special = map[reflect.Type]schema{
		reflect.TypeFor[knowledge.Arg]():      {"enum": arguments},
		reflect.TypeFor[glob.Pattern]():       {"type": "string", "minLength": 1},
		reflect.TypeFor[config.Bytes]():       {"anyOf": []schema{{"type": "integer", "minimum": 1, "maximum": 1<<31 - 1}, {"type": "string", "pattern": `^0*[1-9][0-9]{0,8}([KMG]i?)?B?$`}}},
		reflect.TypeFor[rule.Preset]():        enum(texts(rule.Default, rule.Audit)),
		reflect.TypeFor[finding.Confidence](): enum(texts(finding.Unlikely, finding.Likely, finding.Certain)),
		reflect.TypeFor[finding.Severity]():   enum(texts(finding.Info, finding.Low, finding.Medium, finding.High, finding.Critical)),
	}
	return s, nil
}

func texts[T fmt.Stringer](values ...T) []string {
	var all []string
	for _, v := range values {
		all = append(all, v.String())
	}
	return all
}

func enum(values []string) schema { return schema{"enum": values} }

// of returns the schema of a type.
func (s *schemas) of(t reflect.Type) schema {
	if t.Kind() == reflect.Pointer {
		return s.of(t.Elem())
	}
	if special, ok := s.special[t]; ok {
		return maps.Clone(special)
	}
	switch t.Kind() {
	case reflect.Struct:
		return s.object(t)
	case reflect.Slice:
		return schema{"type": "array", "items": s.of(t.Elem())}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int:
		return schema{"type": "integer"}
	default:
		if words := s.sources[1].words[t.Name()]; words != nil { // config.Vocabulary may be older
			return enum(wordList(words))
		}
		return schema{"type": "string"}
	}
}

func (s *schemas) object(t reflect.Type) schema {
	properties := schema{}
	var required []string
	for _, f := range config.Fields(t) {
		p := s.of(f.Type)
		if text := s.describe(f); text != "" {
			p["description"] = text
		}
		properties[f.Key] = p
		if f.Required {
			required = append(required, f.Key)
		}
	}
	if t == reflect.TypeFor[config.Rule]() {
		maps.Copy(properties["rule"].(schema), enum(append(slices.Clone(s.rules), "*")))
	}
	if t == reflect.TypeFor[knowledge.Router]() {
		maps.Copy(properties["family"].(schema), enum(slices.Sorted(maps.Keys(knowledge.Families))))
	}
	out := schema{"type": "object", "properties": properties, "additionalProperties": false}
	if required != nil {
		out["required"] = required
	}
	return out
}

// describe returns what the source says about a field, or about the type of one that says nothing by itself.
func (s *schemas) describe(f config.Field) string {
	for _, v := range s.sources {
		text := v.fields[f.Owner.Name()][f.Name]
		if t := f.Type; text == "" && t.Kind() == reflect.Pointer {
			text = v.types[t.Elem().Name()]
		}
		if text != "" {
			return text
		}
	}
	return ""
}
