package graph

// IsLinked reports whether a package is part of some program: servers for tests, mocks and the like are not. Where there is no
// program, every package may become part of one.
func (g *Graph) IsLinked(pkg string) bool {
	g.linkOnce.Do(g.indexPrograms)
	return len(g.linked) == 0 || g.linked[pkg]
}

func (g *Graph) indexPrograms() {
	imports := map[string][]string{}
	var todo []string
	for _, p := range g.Packages {
		imports[p.Path] = p.Imports
		if p.Name == "main" {
			todo = append(todo, p.Path)
		}
	}
	g.linked = map[string]bool{}
	for len(todo) > 0 {
		path := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !g.linked[path] {
			g.linked[path] = true
			todo = append(todo, imports[path]...)
		}
	}
}
