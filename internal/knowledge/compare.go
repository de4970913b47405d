package knowledge

// Compare says that a function tells by its boolean result, the first one, whether a text is like another.
type Compare struct {
	How   Likeness
	Value Arg // the text
	With  Arg // what it is compared with: text, pattern, list; Satisfies: the function that compares
}

// Likeness is what two texts have in common.
type Likeness string

// The likenesses.
const (
	Equals    Likeness = "equals"   // also in other letters
	Begins    Likeness = "begins"   // the other text is a prefix
	Ends      Likeness = "ends"     // the other text is a suffix
	Contains  Likeness = "contains" // the other text occurs in it
	Matches   Likeness = "matches"  // the other text is a regular expression
	Member    Likeness = "member"   // the other is a list, or keys, that has it
	Satisfies Likeness = "satisfies"
)

// comparisons are the functions of the standard library that compare text.
var comparisons = []Entry{
	{Symbol: "strings.EqualFold", Signature: "func(s, t string) bool", Compare: &Compare{How: Equals, Value: Arg0, With: Arg1}},
	{Symbol: "strings.HasPrefix", Signature: "func(s, prefix string) bool", Compare: &Compare{How: Begins, Value: Arg0, With: Arg1}},
	{Symbol: "strings.HasSuffix", Signature: "func(s, suffix string) bool", Compare: &Compare{How: Ends, Value: Arg0, With: Arg1}},
	{Symbol: "strings.{Contains,ContainsAny}", Signature: "func(s, substr string) bool", Compare: &Compare{How: Contains, Value: Arg0, With: Arg1}},
	{Symbol: "regexp.MatchString", Signature: "func(pattern string, s string) (matched bool, err error)",
		Compare: &Compare{How: Matches, Value: Arg1, With: Arg0}},
	{Symbol: "(*regexp.Regexp).MatchString", Signature: "func(s string) bool", Compare: &Compare{How: Matches, Value: Arg0, With: Recv}},
	{Symbol: "slices.Contains", Signature: "func(s S, v E) bool", Compare: &Compare{How: Member, Value: Arg1, With: Arg0}},
	{Symbol: "slices.ContainsFunc", Signature: "func(s S, f func(E) bool) bool", Compare: &Compare{How: Satisfies, Value: Arg0, With: Arg1}},
}
