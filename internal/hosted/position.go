package hosted

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/summary"
)

// positions turns places into positions of a pass, also those in files of other packages, which the pass has not read.
// For these it adds files to the pass's file set that have lines, but no content.
type positions struct {
	unit     *unit
	packages []*summary.Package

	mu   sync.Mutex
	dirs map[string]string      // of modules, by path
	own  map[string]*token.File // of this package, by name
	made map[string]*token.File // made up, by name
}

func newPositions(u *unit, packages []*summary.Package) *positions {
	p := &positions{
		unit: u, packages: packages,
		dirs: map[string]string{}, own: map[string]*token.File{}, made: map[string]*token.File{},
	}
	for _, f := range u.files {
		tf := u.pass.Fset.File(f.FileStart)
		p.own[filepath.ToSlash(tf.Name())] = tf
	}
	return p
}

// span returns the range of a place. Its end may be unknown.
func (p *positions) span(pl finding.Place) (start, end token.Pos) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name := path.Join(p.dir(pl.Module), pl.File)
	start = p.pos(name, pl.Line, pl.Col)
	if pl.EndLine > 0 {
		end = p.pos(name, pl.EndLine, pl.EndCol)
	}
	return start, end
}

// file returns the name of a place's file.
func (p *positions) file(pl finding.Place) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return filepath.FromSlash(path.Join(p.dir(pl.Module), pl.File))
}

// isOwn reports whether a place lies in this package, where positions are those of real bytes.
func (p *positions) isOwn(pl finding.Place) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.own[path.Join(p.dir(pl.Module), pl.File)] != nil
}

// width is the number of columns of a made-up line.
const width = 1 << 12

func (p *positions) pos(name string, line, col int) token.Pos {
	if f := p.own[name]; f != nil {
		if line > f.LineCount() {
			return token.NoPos
		}
		return f.LineStart(line) + token.Pos(col-1)
	}
	f := p.made[name]
	if f == nil || f.LineCount() < line {
		lines := make([]int, line+1<<10)
		for i := range lines {
			lines[i] = i * width
		}
		f = p.unit.pass.Fset.AddFile(filepath.FromSlash(name), -1, len(lines)*width)
		f.SetLines(lines)
		p.made[name] = f
	}
	return f.LineStart(line) + token.Pos(min(col, width)-1)
}

// dir returns the directory of a module, "" if nothing tells it.
func (p *positions) dir(module string) string {
	dir, ok := p.dirs[module]
	if !ok {
		dir = p.findDir(module)
		p.dirs[module] = dir
	}
	return dir
}

func (p *positions) findDir(module string) string {
	if module == p.unit.module() {
		if m := p.unit.pass.Module; m != nil && m.Dir != "" {
			return filepath.ToSlash(m.Dir)
		}
		return root(p.unit.dir(), p.unit.relDir())
	}
	imports := imported(p.unit.pass.Pkg)
	for _, s := range p.packages {
		if s.Module != module || imports[s.Path] == nil {
			continue
		}
		if file := p.someFile(imports[s.Path]); file != "" {
			return root(path.Dir(filepath.ToSlash(file)), s.Dir)
		}
	}
	return ""
}

// root returns the directory above the relative directory rel of dir.
func root(dir, rel string) string {
	return strings.TrimSuffix(strings.TrimSuffix(dir, rel), "/")
}

// someFile returns the name of a file of an imported package.
func (p *positions) someFile(pkg *types.Package) string {
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		if at := p.unit.pass.Fset.Position(scope.Lookup(name).Pos()); at.Filename != "" {
			return at.Filename
		}
	}
	return ""
}

// imported returns the packages that pkg imports, directly or not, by path.
func imported(pkg *types.Package) map[string]*types.Package {
	all := map[string]*types.Package{}
	queue := slices.Clone(pkg.Imports())
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		if all[p.Path()] == nil {
			all[p.Path()] = p
			queue = append(queue, p.Imports()...)
		}
	}
	return all
}

// diagnostic returns a finding as hosts know it.
func (l *linked) diagnostic(f finding.Finding, url string) analysis.Diagnostic {
	d := analysis.Diagnostic{Category: f.Rule, Message: f.Message, URL: url}
	d.Pos, d.End = l.positions.span(f.Place)
	if l.host.Flat {
		d.Message += flat(f.Trace)
	} else {
		for _, step := range f.Trace {
			pos, end := l.positions.span(step.Place)
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: step.Text})
		}
	}
	for _, fix := range f.Fixes {
		if edits, ok := l.positions.edits(fix); ok {
			d.SuggestedFixes = append(d.SuggestedFixes, analysis.SuggestedFix{Message: fix.Message, TextEdits: edits})
		}
	}
	return d
}

// flat returns the ends of a trace as part of a message.
func flat(trace []finding.Step) string {
	var parts []string
	for i, step := range trace {
		if i == 0 || i == len(trace)-1 {
			parts = append(parts, fmt.Sprintf("%s: %s", step.Place, step.Text))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " [" + strings.Join(parts, "; ") + "]"
}

// edits returns the changes of a fix, if they are all in this package: the bytes of others are not known.
func (p *positions) edits(fix finding.Fix) ([]analysis.TextEdit, bool) {
	var edits []analysis.TextEdit
	for _, e := range fix.Edits {
		if !p.isOwn(e.Place) {
			return nil, false
		}
		start, end := p.span(e.Place)
		edits = append(edits, analysis.TextEdit{Pos: start, End: end, NewText: []byte(e.New)})
	}
	return edits, len(edits) > 0
}
