package object_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/link/flow"
	"github.com/apilint/apilint/internal/link/graph"
	"github.com/apilint/apilint/internal/link/object"
)

const program = `package main

const schema = ` + "`" + `
CREATE TABLE users (id int PRIMARY KEY, email text, created_by int);
CREATE TABLE orders (id int PRIMARY KEY, buyer int REFERENCES users (id), note text);
CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders (id), sku text);
CREATE TABLE countries (code text PRIMARY KEY, name text);
CREATE TABLE boards (id int PRIMARY KEY, title text);
CREATE TABLE board_members (board_id int REFERENCES boards (id), user_id int REFERENCES users (id));
CREATE TABLE cards (id int PRIMARY KEY, board_id int);
` + "`" + `

const find = "SELECT id, owner_id FROM documents WHERE id = $1"
const join = "SELECT p.id FROM pages p JOIN documents d ON d.id = p.document WHERE p.id = $1"

type Model struct{ ID uint }

type Invoice struct {
	Model
	CustomerID uint ` + "`gorm:\"column:client\"`" + `
	Customer   User
	Total      int
}

type User struct {
	ID   uint ` + "`db:\"id\"`" + `
	Name string
}

type Genre struct {
	ID   uint ` + "`db:\"id\"`" + `
	Name string ` + "`db:\"name\"`" + `
}

func (Genre) TableName() string { return "music_genres" }

type Song struct {
	ID      string ` + "`bson:\"_id\"`" + `
	CookID  string ` + "`bson:\"userId\"`" + `
	private int
}

func main() { println(schema, find, join) }
`

func model(t *testing.T) *object.Model {
	t.Helper()
	return object.New(flow.New(graph.New(compiletest.Source(t, program))))
}

func TestOwners(t *testing.T) {
	t.Parallel()
	m := model(t)
	tests := []struct{ name, table, want string }{
		{"foreign key to the users", "orders", "orders.buyer sure"},
		{"through the parent", "lines", "orders.buyer sure via orders"},
		{"nobody's", "countries", ""},
		{"list of members", "boards", "board_members.user_id via board_members"},
		{"parent with a list of members", "cards", "board_members.user_id via boards>board_members"},
		{"name of a column in a query", "documents", "documents.owner_id"},
		{"parent known by a join", "pages", "documents.owner_id via documents"},
		{"relation of a struct", "invoices", "invoice.client sure"},
		{"name that the struct gives", "music_genres", ""},
		{"field of a document", "songs", "song.user_id"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			table := m.Table(test.table)
			if table == nil {
				t.Fatalf("there is no table %s", test.table)
			}
			if got := describe(m.Owners(table)); got != test.want {
				t.Errorf("owners of %s: got %q, want %q", test.table, got, test.want)
			}
		})
	}
}

// describe writes the first owner.
func describe(owners []object.Owner) string {
	if len(owners) == 0 {
		return ""
	}
	o := owners[0]
	text := fmt.Sprintf("%s.%s", o.Table, o.Column)
	if o.Sure {
		text += " sure"
	}
	if len(o.Via) > 0 {
		text += " via " + strings.Join(o.Via, ">")
	}
	return text
}

func TestCallersAreTheUsers(t *testing.T) {
	t.Parallel()
	m := model(t)
	for table, want := range map[string]bool{"users": true, "orders": false, "countries": false} {
		if got := m.IsCallers(m.Table(table)); got != want {
			t.Errorf("IsCallers(%s) = %v, want %v", table, got, want)
		}
	}
}

func TestTablesHaveManyNames(t *testing.T) {
	t.Parallel()
	m := model(t)
	for _, names := range [][]string{{"orders", "Order", `"orders"`, "public.orders"}, {"countries", "country"}, {"invoices", "Invoice"}} {
		first := m.Table(names[0])
		for _, name := range names {
			if got := m.Table(name); got != first || got == nil {
				t.Errorf("Table(%q) is not that of %q", name, names[0])
			}
		}
	}
}

func TestBoundColumnsAreOwners(t *testing.T) {
	t.Parallel()
	m := model(t)
	orders := m.Table("orders")
	m.Mention(orders, "handled_for")
	m.Bind(orders, "handled_for")
	for _, o := range m.Owners(orders) {
		if o.Column == "handled_for" && o.Sure {
			return
		}
	}
	t.Errorf("got %+v, want handled_for among the owners", m.Owners(orders))
}

func TestSchemas(t *testing.T) {
	t.Parallel()
	const program = "package main\n\nfunc main() { println(`INSERT INTO parcels (note, sent_for) VALUES ($1, $2)`, `SELECT note FROM visits`) }\n"
	const scripts = `CREATE TABLE users (id int PRIMARY KEY);
		CREATE TABLE parcels (id int PRIMARY KEY, note text, sent_for int REFERENCES users (id));
		CREATE TABLE visits (id int PRIMARY KEY, note text, user_id int REFERENCES users (id))`
	m := object.New(flow.New(graph.New(compiletest.Source(t, program))), scripts)
	if owners := m.Owners(m.Table("parcels")); len(owners) != 1 || owners[0].Column != "sent_for" || !owners[0].Sure {
		t.Errorf("a foreign key of a script: got %+v, want sent_for", owners)
	}
	visits := m.Table("visits")
	if owners := m.Owners(visits); len(owners) != 0 {
		t.Errorf("a column that the program never names: got %+v, want none", owners)
	}
	m.Mention(visits, "user_id")
	if owners := m.Owners(visits); len(owners) != 1 {
		t.Errorf("a column that a query names: got %+v, want user_id", owners)
	}
}

func TestTenantsThatReferToEachOtherEnd(t *testing.T) {
	t.Parallel()
	m := model(t)
	m.AddText(`CREATE TABLE teams (id int PRIMARY KEY, organization_id int REFERENCES organizations (id));
		CREATE TABLE organizations (id int PRIMARY KEY, team_id int REFERENCES teams (id))`)
	if owners := m.Owners(m.Table("teams")); len(owners) == 0 {
		t.Error("teams of organizations have no owner")
	}
}

// FuzzSchemas asks for the owners of all tables that a script may name: foreign keys lead in circles, and to where nothing is.
func FuzzSchemas(f *testing.F) {
	for _, seed := range []string{
		"CREATE TABLE a (id int PRIMARY KEY, b_id int REFERENCES b (id)); CREATE TABLE b (id int, a_id int REFERENCES a (id))",
		"CREATE TABLE a (a_id int REFERENCES a, user_id int); ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users (id)",
		"CREATE TABLE `a_user` (`a_id` int, `user_id` int, PRIMARY KEY (`a_id`, `user_id`)); INSERT INTO a VALUES (1)",
		"-- +goose Up\nCREATE TABLE IF NOT EXISTS public.users (id uuid);", "ALTER TABLE ONLY", "CREATE TABLE (", "CREATE TABLE s (id id)",
	} {
		f.Add(seed)
	}
	const program = "package main\n\nfunc main() { println(`SELECT a_id, b_id, user_id FROM a`, `SELECT a_id FROM b`, `SELECT id FROM s`) }\n"
	tracer := flow.New(graph.New(compiletest.Source(f, program)))
	f.Fuzz(func(t *testing.T, script string) {
		m := object.New(tracer, script)
		for _, name := range []string{"a", "b", "s", "users", "a_user", "a_users", "public"} {
			table := m.Table(name)
			for _, o := range m.Owners(table) {
				if o.Column == "" || o.Table == "" {
					t.Errorf("%q: %+v owns %s", script, o, name)
				}
			}
			if table != nil {
				m.Bind(table, "user_id")
				m.Mention(table, "b_id")
				m.Owners(table)
			}
		}
	})
}
