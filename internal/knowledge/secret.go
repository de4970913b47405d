package knowledge

import (
	"strings"
	"unicode"
)

// Secrecy tells how sure a name is that of a secret.
type Secrecy uint8

// The degrees of secrecy.
const (
	NoSecret     Secrecy = iota
	MaybeSecret          // token, code: often a secret, sometimes something else
	SurelySecret         // password, API key
)

// SecretName judges the name of a variable, field, parameter, header, cookie, or environment variable. Names of what
// belongs to a secret without being one (a file, a length, a time) are none.
func SecretName(name string) Secrecy {
	words := wordsOf(name)
	for i, w := range words {
		if besides[w] || w == "id" && !(i > 0 && (words[i-1] == "session" || words[i-1] == "sess")) {
			return NoSecret
		}
	}
	degree := NoSecret
	for i, w := range words {
		before := ""
		if i > 0 {
			before = words[i-1]
		}
		switch {
		case sureWords[w], w == "pass" && passKinds[before], w == "key" && keyKinds[before], w == "token" && tokenKinds[before]:
			return SurelySecret
		case w == "code" && codeKinds[before], w == "id" && i > 0, w == "session" && len(words) == 1, maybeWords[w]:
			degree = MaybeSecret
		}
	}
	return degree
}

var (
	sureWords = set("password passwd passphrase pwd passcode secret secrets apikey apisecret privatekey authorization cookie jwt bearer credential " +
		"credentials accesstoken refreshtoken authtoken idtoken passwordhash clientsecret")
	maybeWords = set("token tokens sessionid sid otp totp pin cvv cvc ssn dsn csrf xsrf")
	keyKinds   = set("api private secret signing sign encryption encrypt access auth master hmac jwt session shared service")
	tokenKinds = set("access refresh auth authentication bearer session id reset api jwt security registration invite magic personal verify verification confirm confirmation activation")
	passKinds  = set("db database pg postgres mysql mongo redis rabbitmq amqp sql smtp mail email ftp ldap user admin root basic auth http proxy")
	codeKinds  = set("reset verification otp auth authorization recovery backup activation login confirmation")
	// besides are words that name something about a secret, or another kind of token or key.
	besides = set("file path dir directory location name names url uri link endpoint host type kind typ count counts len length size ttl exp expiry expires " +
		"expiration expire expired duration lifetime timeout policy algorithm alg algo enabled disabled required min max minimum maximum limit limits field fields " +
		"label header headers prefix suffix format version issuer audience strength attempts attempt at time date changed updated created used usage valid " +
		"invalid missing next previous prev page paging cursor continuation continue cancel cancellation public pub error err errors message msg reason " +
		"status state is has need needs with allow scope scopes provider store storage service manager repository repo handler func fn cost rounds column " +
		"table index env var variable template subject title hint help usage bucket samesite domain secure httponly device hook hooks")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// wordsOf splits a name at signs and at changes of case: "X-Api-Key", "apiKey" and "API_KEY" are the same words.
func wordsOf(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) && unicode.IsUpper(runes[i-1])):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return words
}

// IsCode reports whether a name is that of a short secret: a code that people type, or a number that identifies them. A field of
// a stored object that is called so holds nothing else.
func IsCode(name string) bool {
	for _, w := range wordsOf(name) {
		if codes[w] {
			return true
		}
	}
	return false
}

var codes = set("otp totp ssn cvv cvc pin pinhash")

// holders are the library types that hold credentials, whatever of them is written.
var holders = map[string]string{
	"net/http.Request":          "request with its Authorization and Cookie headers",
	"golang.org/x/oauth2.Token": "OAuth token",
	"net/http.Cookie":           "cookie",

	"google.golang.org/grpc/metadata.MD": "metadata of the call with its authorization",
}

// SecretHolder says what secret a value of a library's type holds, if any.
func SecretHolder(typeName string) (string, bool) {
	what, ok := holders[typeName]
	return what, ok
}
