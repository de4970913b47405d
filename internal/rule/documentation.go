package rule

import (
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"

	"honnef.co/go/tools/analysis/lint"

	"github.com/apilint/apilint/internal/finding"
)

// The headings of a rule's documentation. Those of the examples hold nothing but one code block.
const (
	headingWhy    = "Why it matters"
	headingBad    = "Bad"
	headingGood   = "Good"
	headingSpares = "Not reported"
	headingBlind  = "Not seen"
	headingConfig = "Configuration"
)

// requiredHeadings are the headings that every rule's documentation has, in this order.
var requiredHeadings = []string{headingWhy, headingBad, headingGood, headingSpares, headingBlind}

// Documentation returns the documentation of r, compiled from the package comment of its doc.go. The examples are its
// Before and After. How to select and silence a rule is the same for all of them and added here.
func (r *Rule) Documentation() *lint.Documentation {
	page, _ := parsePage(r.Source) // Validate reports the error
	plain := comment.Printer{TextWidth: 100}
	markdown := comment.Printer{HeadingLevel: 2, HeadingID: func(*comment.Heading) string { return "" }}
	prose := page.prose(r.Name)

	doc := lint.RawDocumentation{
		Title:      page.title,
		Text:       string(plain.Text(prose)),
		Before:     page.example(headingBad),
		After:      page.example(headingGood),
		Since:      r.Since,
		NonDefault: r.Preset != Default,
		Severity:   lintSeverity(r.Severity),
	}.Compile()
	doc.TextMarkdown = strings.TrimSpace(string(markdown.Markdown(prose)))
	return doc
}

// lintSeverity returns the severity that editors and code scanning show for s.
func lintSeverity(s finding.Severity) lint.Severity {
	switch {
	case s >= finding.High:
		return lint.SeverityError
	case s == finding.Medium:
		return lint.SeverityWarning
	default:
		return lint.SeverityInfo
	}
}

// page is a rule's package comment, cut at its headings.
type page struct {
	title    string
	sections []section
}

type section struct {
	heading string
	blocks  []comment.Block
}

// parsePage takes apart the package comment of a rule's doc.go.
func parsePage(source string) (page, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		return page{}, fmt.Errorf("parsing the documentation: %w", err)
	}
	var p page
	p.title = title(file)
	for _, block := range new(comment.Parser).Parse(file.Doc.Text()).Content {
		if h, ok := block.(*comment.Heading); ok {
			p.sections = append(p.sections, section{heading: plainText(h.Text)})
		} else if n := len(p.sections); n > 0 {
			p.sections[n-1].blocks = append(p.sections[n-1].blocks, block)
		}
	}
	return p, nil
}

// title returns what a rule's package comment says that the package reports, as a title.
func title(file *ast.File) string {
	sentence, _, _ := strings.Cut(file.Doc.Text(), "\n\n")
	sentence = strings.Join(strings.Fields(sentence), " ")
	object, ok := strings.CutPrefix(sentence, "Package "+file.Name.Name+" reports ")
	if !ok {
		return ""
	}
	first, size := utf8.DecodeRuneInString(object)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(object[size:], ".")
}

// example returns the code under a heading.
func (p page) example(heading string) string {
	for _, s := range p.sections {
		if s.heading != heading || len(s.blocks) != 1 {
			continue
		}
		if code, ok := s.blocks[0].(*comment.Code); ok {
			return code.Text
		}
	}
	return ""
}

// prose returns everything but the examples, with the common words on configuration at its end.
func (p page) prose(rule string) *comment.Doc {
	var doc comment.Doc
	for _, s := range p.sections {
		if s.heading == headingBad || s.heading == headingGood || s.heading == headingConfig {
			continue
		}
		doc.Content = append(doc.Content, heading(s.heading))
		doc.Content = append(doc.Content, s.blocks...)
	}
	doc.Content = append(doc.Content, heading(headingConfig))
	for _, s := range p.sections {
		if s.heading == headingConfig {
			doc.Content = append(doc.Content, s.blocks...)
		}
	}
	doc.Content = append(doc.Content, paragraph(fmt.Sprintf("A finding is silenced by //apilint:ignore %[1]s <reason> on the "+
		"statement or declaration that it stands in. The rule is switched off by -%[1]s=false, and run alone by -%[1]s; "+
		"-%[1]s.confidence low shows its uncertain findings too. An entry of rules in .apilint.yml says the same for good, for all files or "+
		"for some.", rule)))
	return &doc
}

func heading(text string) comment.Block {
	return &comment.Heading{Text: []comment.Text{comment.Plain(text)}}
}

func paragraph(text string) comment.Block {
	return &comment.Paragraph{Text: []comment.Text{comment.Plain(text)}}
}

func plainText(texts []comment.Text) string {
	var b strings.Builder
	for _, t := range texts {
		if s, ok := t.(comment.Plain); ok {
			b.WriteString(string(s))
		}
	}
	return b.String()
}
