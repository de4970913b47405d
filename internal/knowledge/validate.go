package knowledge

import (
	"reflect"
	"slices"
	"strings"
)

// harmlessRules are the rules of validator tags that leave no room for text of a client's own making.
var harmlessRules = []string{
	"oneof", "oneofci", "numeric", "number", "boolean", "alpha", "alphanum", "uuid", "uuid3", "uuid4", "uuid5", "uuid_rfc4122", "ulid",
	"hexadecimal", "datetime", "ip", "ipv4", "ipv6", "mongodb", "iso4217", "iso3166_1_alpha2", "bcp47_language_tag",
}

// Validated reports whether a field's tag limits it to harmless text, and the tag's key, which tells who checks it: binding
// is checked by the framework that decodes, validate by a call.
func Validated(tag string) (key string, ok bool) {
	for _, key := range []string{"binding", "validate"} {
		for rule := range strings.FieldsFuncSeq(reflect.StructTag(tag).Get(key), func(r rune) bool { return r == ',' || r == '|' }) {
			name, _, _ := strings.Cut(rule, "=")
			if slices.Contains(harmlessRules, name) {
				return key, true
			}
		}
	}
	return "", false
}

// ChecksTags reports whether the function called symbol checks validate tags.
func ChecksTags(symbol string) bool {
	return strings.HasPrefix(symbol, "(*github.com/go-playground/validator/") && strings.Contains(symbol, ").Struct") ||
		strings.HasSuffix(symbol, "echo/v4.Context).Validate") || strings.HasSuffix(symbol, "echo/v4.Validator).Validate")
}
