package secretlog

import (
	"slices"
	"strings"
	"unicode"

	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/summary"
)

// A value without a name of its own may be called a secret by the line that it is written to: "otp is %s". That alone proves
// nothing, for lines speak of tokens of languages too. With a value that nobody can guess it does.

// labelled is a logged operand and what the line calls it.
type labelled struct {
	ref   summary.Ref
	label string
}

// called reports the unguessable values that a call logs and calls secrets.
func (c *checker) called(site graph.Site) {
	e := c.Flow.Known(site)
	if e == nil || e.Log == nil || e.Log.To != knowledge.None {
		return
	}
	for _, l := range c.labels(site, e.Log) {
		degree := knowledge.SecretName(l.label)
		if degree == knowledge.NoSecret {
			continue
		}
		s := sink{site, l.ref, "!", printed}
		for _, o := range c.Flow.Origins(printed, nil, site.Caller, l.ref, "!") {
			if isUnguessable(o, l.label) {
				c.add(s, o, c.finding(s, o, knowledge.SurelySecret, o.Describe()+", which the line calls "+l.label+","))
			}
		}
	}
}

// isUnguessable reports whether an origin is random text or, for codes that people type, a number written as text.
func isUnguessable(o flow.Origin, label string) bool {
	switch o.Kind {
	case flow.Secret:
		return o.Part == string(knowledge.InRandom)
	case flow.Number:
		return isTyped(label) && slices.ContainsFunc(o.Steps(), func(s flow.Step) bool { return s.Kind == flow.StepConcat })
	}
	return false
}

// isTyped reports whether a label is that of a code which people type.
func isTyped(label string) bool {
	words := wordsOf(label)
	return len(words) > 0 && slices.Contains([]string{"otp", "totp", "pin"}, words[len(words)-1])
}

// labels lists the operands of a call that its constant texts introduce.
func (c *checker) labels(site graph.Site, l *knowledge.Log) []labelled {
	var list []labelled
	values, hasValues := flow.Operand(site, l.Values)
	if key, ok := flow.Operand(site, l.Key); ok && hasValues {
		text, _ := c.Flow.ConstText(site.Caller, key)
		return append(list, labelled{values, text})
	}
	if format, ok := flow.Operand(site, l.Message); ok && hasValues {
		said := ""
		shown, _ := c.Flow.Formatted(site.Caller, format, values)
		for _, v := range shown {
			list = append(list, labelled{v.Ref, introduction(said, v.Before)})
			said += v.Before
		}
	}
	if pairs, ok := flow.Operand(site, l.Pairs); ok {
		elems := c.Flow.Elements(site.Caller, pairs)
		for i := 1; i < len(elems); i += 2 {
			text, _ := c.Flow.ConstText(site.Caller, elems[i-1])
			list = append(list, labelled{elems[i], text})
		}
	}
	return list
}

// linking are words between a name and its value.
var linking = []string{"is", "was", "are", "now", "equals"}

// introduction returns the words that introduce the value behind a text: the last two, or the secret that the line spoke of
// before if the text only links it to the value.
func introduction(said, text string) string {
	words := wordsOf(text)
	if slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(linking, w) }) {
		return strings.Join(words[max(0, len(words)-2):], " ")
	}
	for _, w := range slices.Backward(wordsOf(said)) {
		if knowledge.SecretName(w) != knowledge.NoSecret {
			return w
		}
	}
	return ""
}

// wordsOf splits a text at whatever is neither letter nor digit.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
