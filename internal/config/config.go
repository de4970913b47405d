// Package config reads .apilint.yml: what the people who work on a service tell apilint about it. The form of the file is
// that of the types here; docs/configuration.md and docs/apilint.schema.json are made from them and their comments.
package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/glob"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/rule"
)

// Config is the content of a file. The zero Config says nothing.
type Config struct {
	// Preset is the set of rules that run: default or audit.
	Preset rule.Preset
	// Confidence is the least confidence of a finding that is shown.
	Confidence *finding.Confidence
	// Severity is the least severity of a finding that is shown.
	Severity *finding.Severity
	// Generated: findings in generated files are shown too.
	Generated bool
	// Exclude lists files, or directories with all that is in them, of which nothing is shown.
	Exclude []glob.Pattern
	// Rules says more about single rules. The last entry that speaks of a rule and a file decides.
	Rules []Rule
	// Public lists routes that are meant for everybody.
	Public []Public
	// Roles lists roles that say more than the source does.
	Roles []Role
	// Proxy is what stands in front of the service.
	Proxy Proxy
	// Models describes functions, of the service and of libraries, as the tables inside apilint do.
	Models []Model

	// File is the absolute name of the file, "" if there is none.
	File string `config:"-"`
	// Sum identifies the content.
	Sum string `config:"-"`

	name   string // of the file, for people
	models *knowledge.Models
}

// Rule says how one rule, or every rule, is used.
type Rule struct {
	// Rule is the name of the rule; * is every rule.
	Rule string `config:"required"`
	// Enabled switches the rule on or off, whatever the preset.
	Enabled *bool
	// Confidence is the least confidence of a finding of the rule that is shown.
	Confidence *finding.Confidence
	// Severity is the least severity of a finding of the rule that is shown.
	Severity *finding.Severity
	// Paths restricts the entry to findings in these files and directories.
	Paths []glob.Pattern

	Pos Pos
}

// Routes describes routes by what they answer.
type Routes struct {
	// Methods lists methods; without it, every method is meant. A route that answers others too is not.
	Methods []string
	// Path is the path of the routes: * is anything within a segment, ** anything.
	Path glob.Pattern `config:"required"`
}

// Public declares routes that are meant for everybody, as a comment //apilint:public does.
type Public struct {
	Routes
	// Reason says why, to whoever asks later.
	Reason string `config:"required"`

	Pos Pos
}

// Role is a role that callers may have.
type Role struct {
	// Name is the role as the source writes it.
	Name string `config:"required"`
	// Routes lists routes that demand the role although the source does not show it.
	Routes []Routes
	// Privileged: who has the role may see and change everybody's objects.
	Privileged bool
}

// Proxy is what stands in front of the service.
type Proxy struct {
	// TLS: clients get to the service over TLS only.
	TLS bool
	// BodyLimit is the most bytes of a request's body that get through: 1048576, 10MB.
	BodyLimit Bytes
	// RateLimit lists routes that a client cannot call as often as it likes.
	RateLimit []Routes
}

// Model describes the functions that a symbol names.
type Model struct {
	knowledge.Entry

	Pos Pos
}

// Pos is where something stands in the file.
type Pos struct{ Line, Col int }

// Bytes is a number of bytes.
type Bytes int64

// UnmarshalText implements encoding.TextUnmarshaler.
func (b *Bytes) UnmarshalText(text []byte) error {
	s := string(text)
	digits := strings.TrimRight(s, "KMGiB")
	factor, ok := map[string]int64{
		"": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
	}[s[len(digits):]]
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || !ok || n <= 0 {
		return fmt.Errorf("%q is no size (want one like 1048576, 10MB or 512KiB)", s)
	}
	*b = Bytes(n * factor)
	return nil
}
