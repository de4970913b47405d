package object

import (
	"strings"
	"unicode"
)

// snake writes a Go or document name the way columns are written: UserID and userId are user_id.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) {
			if i > 0 && runes[i-1] != '_' && (unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) && unicode.IsUpper(runes[i-1])) {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// stem is what all names of one table have in common: the last word in singular, words separated by underscores.
func stem(name string) string {
	name = snake(strings.Trim(name, "`\"[] "))
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	for _, suffix := range []string{"_model", "_models", "_entity", "_entities", "_tbl"} {
		if rest := strings.TrimSuffix(name, suffix); rest != "" {
			name = rest
		}
	}
	for _, prefix := range []string{"tbl_", "t_"} {
		if rest := strings.TrimPrefix(name, prefix); rest != "" {
			name = rest
		}
	}
	return singular(name)
}

var irregular = map[string]string{"people": "person", "children": "child", "men": "man", "women": "woman"}

func singular(name string) string {
	head, last := "", name
	if i := strings.LastIndexByte(name, '_'); i >= 0 {
		head, last = name[:i+1], name[i+1:]
	}
	switch {
	case irregular[last] != "":
		last = irregular[last]
	case strings.HasSuffix(last, "ies") && len(last) > 4:
		last = last[:len(last)-3] + "y"
	case strings.HasSuffix(last, "sses"), strings.HasSuffix(last, "shes"), strings.HasSuffix(last, "ches"), strings.HasSuffix(last, "xes"):
		last = last[:len(last)-2]
	case strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") && !strings.HasSuffix(last, "us") && len(last) > 2:
		last = last[:len(last)-1]
	}
	return head + last
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, '_')+1:] }

func words(text string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		set[w] = true
	}
	return set
}

// The names of those to whom objects belong.
var (
	persons = words("user owner author creator customer member profile client seller buyer employee subscriber person student patient sender recipient receiver assignee uploader")
	tenants = words("tenant org organization organisation workspace team company account merchant group project household store shop")
	// accountables are the tables of those who call: their own id says who they are.
	accountables = words("user member customer profile person employee client student patient admin")
	// accountableNames are columns by which those who call are known themselves.
	accountableNames = words("username user_name login email user_email")
	// makers are columns that say who did something.
	makers = words("created_by added_by uploaded_by posted_by submitted_by requested_by owned_by written_by username user_name user_email owner_email login author")
)

// ownerName reports whether a column's name says that it holds an owner, and whether that is a group of users.
func ownerName(column string) (owner, tenant bool) {
	base := column
	for _, suffix := range []string{"_id", "_uuid", "_uid", "_guid", "_ref", "_pk"} {
		if rest, ok := strings.CutSuffix(base, suffix); ok {
			base = rest
			break
		}
	}
	word := lastWord(base)
	switch {
	case makers[column], makers[base], column == "uid", column == "owner", column == "author", column == "creator", column == "user":
		return true, false
	case base != column && persons[word]:
		return true, false
	case base != column && tenants[word]:
		return true, true
	}
	return false, false
}
