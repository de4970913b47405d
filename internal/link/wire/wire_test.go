package wire_test

import (
	"slices"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/wire"
)

const program = `package main

type Base struct {
	ID    int
	Token string
}

type Plain struct {
	Name   string
	Hidden string ` + "`json:\"-\"`" + `
	Dash   string ` + "`json:\"-,\"`" + `
	note   string
	Cipher string ` + "`json:\"cipher,omitempty\" xml:\"-\"`" + `
}

type Embeds struct {
	Base
	Token string
}

type Named struct {
	Base ` + "`json:\"base\"`" + `
}

type Shadow struct {
	*Base
	Token string ` + "`json:\"-\"`" + `
}

type Lists struct {
	Items []*Plain
	ByKey map[string]Base
}

type Recursive struct {
	Name string
	Next *Recursive
}

type Itself struct{ Secret string }

func (Itself) MarshalJSON() ([]byte, error) { return nil, nil }

type Holds struct{ Itself Itself }

func main() {
	println(Plain{}.note, Embeds{}.Token, Named{}.ID, Shadow{}.Token, Lists{}.Items, Recursive{}.Name, Holds{}.Itself.Secret)
}
`

func TestFields(t *testing.T) {
	t.Parallel()
	g := graph.New(compiletest.Source(t, program))
	path := g.Packages[0].Path
	tests := []struct {
		name, typ, tag string
		want           []string
	}{
		{"tags hide and name", "Plain", "json", []string{"Name", "-=Dash", "cipher=Cipher"}},
		{"another encoder reads another tag", "Plain", "xml", []string{"Name", "Hidden", "Dash"}},
		{"embedded fields and the outer one that hides one", "Embeds", "json", []string{"Token", "ID=Base.ID"}},
		{"embedding with a name", "Named", "json", []string{"base=Base", "ID=Base.ID", "Token=Base.Token"}},
		{"a hidden field hides nothing", "Shadow", "json", []string{"ID=Base.ID", "Token=Base.Token"}},
		{"elements of lists and maps", "Lists", "json", []string{
			"Items", "Name=Items.Name", "-=Items.Dash", "cipher=Items.Cipher", "ByKey", "ID=ByKey.ID", "Token=ByKey.Token",
		}},
		{"recursion ends", "Recursive", "json", []string{"Name", "Next"}},
		{"a type that writes itself is one field", "Holds", "json", []string{"Itself"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range wire.Fields(g.Lookup(path+"."+test.typ), test.tag, []string{"MarshalJSON"}) {
				name := f.Selector()
				if f.Key != name {
					name = f.Key + "=" + name
				}
				got = append(got, name)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
