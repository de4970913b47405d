package knowledge

import (
	"slices"
	"strings"
)

// The names of headers, cookies and parameters are part of protocols: they mean something to clients and proxies that know
// nothing of the program. This file says which of them carry what tells who calls.

// ParameterUse is what a header, cookie or parameter of a request is for, by its name.
type ParameterUse string

// The uses.
const (
	NoUse          ParameterUse = ""
	CarriesProof   ParameterUse = "credential"  // tells who calls
	EntersLogin    ParameterUse = "login data"  // what people type, or follow from a mail, to get a credential
	DescribesAgent ParameterUse = "description" // says nothing about who calls, although words in it might let one think so
)

// ParameterWords says what words in names mean.
type ParameterWords struct {
	Use   ParameterUse
	Words []string // whole words
	Parts []string // beginnings and ends of words that are written together
}

// parameterWords is in order of precedence.
var parameterWords = []ParameterWords{
	{Use: DescribesAgent, Words: []string{"csrf", "xsrf", "content", "accept", "origin", "referer", "agent", "forwarded", "trace", "if", "lang",
		"language", "locale", "theme", "host", "upgrade", "sec", "connection", "range", "encoding", "idempotency", "correlation", "page",
		"nexttoken", "cursor", "continuation", "sync", "sort", "partition", "primary", "foreign", "public"},
		Parts: []string{"csrf", "xsrf"}},
	{Use: CarriesProof, Words: []string{"auth", "token", "apikey", "session", "sess", "sid", "secret", "cookie", "jwt", "bearer", "credential",
		"credentials", "password", "signature", "key"},
		Parts: []string{"authoriz", "authoris", "token", "apikey", "accesskey", "session", "sessid", "secret", "cookie", "jwt", "bearer",
			"password", "signature", "auth"}},
}

// loginWords are parts of the names of what people type into the form of a login: whoever logs in has no other credential
// yet.
var loginWords = []string{"password", "passwd", "pwd", "secret", "code", "otp", "refresh"}

// IsLoginData reports whether a parameter is what people type to log in.
func IsLoginData(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(loginWords, func(w string) bool { return strings.Contains(name, w) })
}

// UseOfParameter returns what a header, cookie or parameter is for.
func UseOfParameter(name string) ParameterUse {
	words := wordsOf(name)
	words = append(words, strings.Join(words, ""))
	for _, pw := range parameterWords {
		if slices.ContainsFunc(words, pw.has) {
			return pw.Use
		}
	}
	return NoUse
}

// has reports whether a word is one of pw, or starts or ends with one of its parts. An author is no authentication.
func (pw *ParameterWords) has(word string) bool {
	if slices.Contains(pw.Words, word) {
		return true
	}
	return slices.ContainsFunc(pw.Parts, func(part string) bool {
		return strings.HasSuffix(word, part) ||
			strings.HasPrefix(word, part) && !(strings.HasPrefix(word, "author") && !strings.HasPrefix(word, "authoris") && !strings.HasPrefix(word, "authoriz"))
	})
}

// guardWords are parts of the names of functions that let one think of authentication.
var guardWords = []string{"auth", "jwt", "oidc", "oauth", "token", "session", "login", "acl", "casbin", "guard", "protect", "permission",
	"keycloak"}

// SuggestsGuard reports whether the name of something that cannot be read lets one think of authentication. It decides only
// between "cannot tell" and "nothing to do with it". Of the import path only the package itself counts.
func SuggestsGuard(symbol string) bool {
	symbol = strings.ToLower(symbol[strings.LastIndexByte(symbol, '/')+1:])
	return symbol == "" || slices.ContainsFunc(guardWords, func(w string) bool { return strings.Contains(symbol, w) })
}
