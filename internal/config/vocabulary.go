// Code generated from internal/knowledge by go generate ./internal/docgen. DO NOT EDIT.

package config

// Vocabulary lists the words that a text of a type of package knowledge can be.
var Vocabulary = map[string][]string{
	"Access":        {"read", "probe", "insert", "update", "delete", "text", "build"},
	"Containing":    {"provides", "invokes"},
	"Content":       {"no text that a client can choose", "text that may be missing", "the columns that models of a library share", "a request", "what a server knows of a remote procedure", "the messages between a remote procedure and its client"},
	"CredentialUse": {"checks password", "hashes password", "issues token", "checks signature", "checks one-time code", "sends message", "starts login"},
	"Failure":       {"input", "store", "system", "check", "answer", "nothing", "anything"},
	"Inherit":       {"copy", "live"},
	"Join":          {"concat", "clean", "trim", "slash"},
	"Level":         {"global", "pre", "unary", "stream", "inside"},
	"Likeness":      {"equals", "begins", "ends", "contains", "matches", "member", "satisfies"},
	"Limited":       {"rate", "body"},
	"Limiting":      {"stands", "decides", "waits", "sets"},
	"Op":            {"new", "group", "use", "mount", "handle", "match", "attach", "fallback", "wrap", "leaf", "chain", "then", "option", "same", "serve", "under", "batch", "service", "opcodes"},
	"ParameterUse":  {"credential", "login data", "description"},
	"Part":          {"path", "query", "header", "cookie", "body", "form", "file", "url", "environment", "client", "secret", "random", "panic", "stack", "archive entry"},
	"Placeholder":   {"?", "$", "driver", "foreign"},
	"Protection":    {"refuses", "optional", "passes", "csrf", "limits", "permits", "reads", "finds", "keeps", "verifies", "grants", "never"},
	"Purpose":       {"login", "registration or recovery of an account", "logout", "health or readiness", "metrics", "static files", "documentation", "signed webhook", "fallback"},
	"ReaderUse":     {"caps", "wraps", "unpacks", "drains", "bounded", "drops"},
	"Row":           {"static", "notfound", "redirect", "debug", "docs"},
	"Shape":         {"decorator", "nextcall", "nextonly", "nextarg", "closed", "setting"},
	"Sink":          {"sql", "log", "response", "outbound request", "redirect", "file", "command", "argument", "page"},
	"Step":          {"next", "abort", "aborted", "request", "context", "set-request", "set-context", "with", "derive", "path", "method", "pattern", "spec", "around"},
	"Syntax":        {"servemux", "chi", "gorilla", "colon", "fiber", "iris", "gateway"},
	"TypeRole":      {"router", "handler", "middleware", "server", "context"},
}
