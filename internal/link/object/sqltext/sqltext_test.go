package sqltext_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/link/object/sqltext"
)

// describe writes a statement in one line: verb, tables, predicates, assignments, subqueries in brackets.
func describe(s *sqltext.Statement) string {
	var b strings.Builder
	b.WriteString([...]string{"other", "select", "insert", "update", "delete", "create", "alter"}[s.Verb])
	for _, t := range s.Tables {
		b.WriteString(" " + t.Name)
	}
	for _, p := range s.Where {
		b.WriteString(" " + predicate(p))
	}
	for _, a := range s.Set {
		fmt.Fprintf(&b, " %s:=%s", a.Column.Name, params(a.Params))
	}
	if s.Limit {
		b.WriteString(" limit")
	}
	if s.Open {
		b.WriteString(" open")
	}
	for _, sub := range s.Subs {
		open := " ["
		if sub.Aside {
			open = " aside ["
		}
		b.WriteString(open + describe(sub) + "]")
	}
	return b.String()
}

func predicate(p sqltext.Predicate) string {
	var b strings.Builder
	if p.Not {
		b.WriteByte('!')
	}
	if p.Or {
		b.WriteByte('|')
	}
	if p.Outer {
		b.WriteByte('?')
	}
	if p.Column.Table != "" {
		b.WriteString(p.Column.Table + ".")
	}
	fmt.Fprintf(&b, "%s%s%s", p.Column.Name, p.Op, params(p.Params))
	for _, c := range p.Others {
		b.WriteString(c.Table + "." + c.Name)
	}
	b.WriteString(p.Value)
	return strings.ReplaceAll(b.String(), sqltext.Hole, "_")
}

func params(list []sqltext.Parameter) string {
	var texts []string
	for _, p := range list {
		if p.Index < 0 {
			texts = append(texts, p.Name)
		} else {
			texts = append(texts, fmt.Sprint("#", p.Index))
		}
	}
	return strings.Join(texts, "+")
}

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"key", "SELECT * FROM orders WHERE id = $1", "select orders orders.id=#0"},
		{"key and owner", "select id, item from orders o where o.id = ? and o.user_id = ? limit 1", "select orders orders.id=#0 orders.user_id=#1 limit"},
		{"numbered in any order", "UPDATE orders SET item = $3, note = $1 WHERE id = $2", "update orders orders.id=#1 item:=#2 note:=#0"},
		{"question marks count through SET", "UPDATE `orders` SET item = ?, at = NOW() WHERE id = ? AND user_id = ?", "update orders orders.id=#1 orders.user_id=#2 item:=#0 at:="},
		{"named", "DELETE FROM orders WHERE id = :id AND user_id = @user", "delete orders orders.id=id orders.user_id=user"},
		{"quoted names with schema", `SELECT "o"."id" FROM "public"."orders" AS "o" WHERE "o"."user_id" = $1`, "select orders orders.user_id=#0"},
		{"join on owner", "SELECT c.* FROM comments c JOIN tasks t ON t.id = c.task_id WHERE c.id = $1 AND t.user_id = $2",
			"select comments tasks tasks.id=comments.task_id comments.id=#0 tasks.user_id=#1"},
		{"member subquery", "SELECT * FROM projects WHERE id = $1 AND id IN (SELECT project_id FROM members WHERE user_id = $2)",
			"select projects projects.id=#0 projects.idIN [select members members.user_id=#1]"},
		{"exists", "SELECT 1 FROM projects p WHERE p.id = ? AND EXISTS (SELECT 1 FROM members m WHERE m.project_id = p.id AND m.user_id = ?)",
			"select projects projects.id=#0 EXISTS [select members members.project_id=projects.id members.user_id=#1]"},
		{"outer join", "SELECT p.id FROM posts p LEFT JOIN likes l ON l.post_id = p.id AND l.user_id = $1 WHERE p.slug = $2",
			"select posts likes ?likes.post_id=posts.id ?likes.user_id=#0 posts.slug=#1"},
		{"subquery among the results", "SELECT id, EXISTS (SELECT 1 FROM likes WHERE user_id = $1) FROM posts WHERE slug = $2",
			"select posts posts.slug=#1 aside [select likes likes.user_id=#0]"},
		{"nothing but a subquery", "SELECT EXISTS (SELECT 1 FROM posts WHERE id = $1 AND user_id = $2)",
			"select [select posts posts.id=#0 posts.user_id=#1]"},
		{"no such row", "SELECT * FROM posts WHERE id = ? AND NOT EXISTS (SELECT 1 FROM blocks WHERE user_id = ?)",
			"select posts posts.id=#0 !EXISTS aside [select blocks blocks.user_id=#1]"},
		{"alternatives", "SELECT * FROM notes WHERE id = ? AND (creator_id = ? OR visibility = 'PUBLIC')",
			"select notes notes.id=#0 |notes.creator_id=#1 |notes.visibility=PUBLIC"},
		{"negation", "SELECT * FROM a WHERE NOT (x = ?) AND y <> ? AND z NOT IN (?, ?)", "select a !a.x=#0 !a.y=#1 !a.zIN#2+#3"},
		{"array", "DELETE FROM a WHERE id = ANY($1::bigint[]) AND tenant = $2::uuid", "delete a a.id=#0 a.tenant=#1"},
		{"function around the column", "SELECT * FROM users WHERE lower(email) = lower($1)", "select users users.email=#0"},
		{"row values", "SELECT * FROM a WHERE (id, owner) = ($1, $2)", "select a a.id=#0 a.owner=#1"},
		{"parameter on the left", "SELECT * FROM a WHERE $1 = id", "select a a.id=#0"},
		{"insert", "INSERT INTO orders (user_id, item, at) VALUES ($1, $2, now()) RETURNING id", "insert orders user_id:=#0 item:=#1 at:="},
		{"insert of a selection", "INSERT INTO likes (user_id, post_id) SELECT $1, id FROM posts WHERE slug = $2", "insert likes [select posts posts.slug=#1]"},
		{"upsert", "INSERT INTO a (id, v) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v WHERE a.owner = ?",
			"insert a a.owner=#2 id:=#0 v:=#1 v:="},
		{"common table", "WITH mine AS (SELECT id FROM orders WHERE user_id = $1) UPDATE lines SET n = 0 FROM mine WHERE lines.order_id = mine.id AND lines.id = $2",
			"update lines mine lines.order_id=mine.id lines.id=#1 n:= [select orders orders.user_id=#0]"},
		{"comments and sqlc header", "-- name: GetOrder :one\nSELECT id /* the key */ FROM orders\nWHERE id = $1 -- and more\n", "select orders orders.id=#0"},
		{"literal with a quote", "SELECT * FROM a WHERE n = 'it''s ? $1' AND id = ?", "select a a.n=it's ? $1 a.id=#0"},
		{"unknown tail", "SELECT * FROM a WHERE id = ?" + sqltext.Hole, "select a a.id=#0 open"},
		{"unknown cut", "SELECT * FROM a WHERE id = ? ORDER BY b " + sqltext.Hole, "select a a.id=#0"},
		{"unknown tail of an inner order", "SELECT * FROM (SELECT * FROM a ORDER BY b) x WHERE id = ?" + sqltext.Hole, "select id=#0 open [select a open]"},
		{"unknown column", "SELECT * FROM a WHERE " + sqltext.Hole + " = ? AND id = ?", "select a a._=#0 a.id=#1 open"},
		{"unknown table", "DELETE FROM " + sqltext.Hole + " WHERE id = ?", "delete " + sqltext.Hole + " _.id=#0 open"},
		{"counted parameters", "SELECT * FROM a WHERE x = $" + sqltext.Hole + " AND y = $" + sqltext.Hole, "select a a.x=#0 a.y=#1 open"},
		{"interval", "SELECT * FROM a WHERE at > now() - interval '1 day' AND id = $1", "select a a.at> a.id=#0"},
		{"case", "SELECT CASE WHEN a.x = 1 THEN 'y' ELSE 'n' END AS z, a.id FROM a WHERE a.id = ?", "select a a.id=#0"},
		{"is null", "SELECT * FROM a WHERE deleted_at IS NULL AND id = ?", "select a a.deleted_atISNULL a.id=#0"},
		{"between", "SELECT * FROM a WHERE at BETWEEN ? AND ? AND id = ?", "select a a.atBETWEEN#0+#1 a.id=#2"},
		{"union", "SELECT id FROM a WHERE x = ? UNION ALL SELECT id FROM b WHERE y = ?", "select a a.x=#0 [select b b.y=#1]"},
		{"star times", "SELECT count(*), a * b FROM t WHERE c * 2 = ?", "select t t.c=#0"},
		{"delete using", "DELETE FROM a USING b WHERE a.b_id = b.id AND b.user_id = $1", "delete a b a.b_id=b.id b.user_id=#0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			list := sqltext.Parse(test.text)
			if len(list) != 1 {
				t.Fatalf("%q has %d statements, want 1", test.text, len(list))
			}
			if got := describe(list[0]); got != test.want {
				t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
			}
		})
	}
}

func TestParseCondition(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"columns", "id = ? AND user_id = ?", "other id=#0 user_id=#1"},
		{"keyword", "WHERE id = ?", "other id=#0"},
		{"bun alias", "?TableAlias.user_id = ?", "other _.user_id=#0"},
		{"join", "JOIN orders o ON o.id = lines.order_id AND o.user_id = ?", "other orders orders.id=lines.order_id orders.user_id=#0"},
		{"subquery", "id IN (SELECT order_id FROM shares WHERE user_id = ?)", "other idIN [select shares shares.user_id=#0]"},
		{"order", "ORDER BY id", "other"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := describe(sqltext.ParseCondition(test.text)); got != test.want {
				t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
			}
		})
	}
}

func TestResultColumns(t *testing.T) {
	t.Parallel()
	s := sqltext.Parse("SELECT *, o.id, o.user_id AS owner, count(*), lower(u.name) FROM orders o JOIN users u ON u.id = o.user_id")[0]
	want := []sqltext.Column{{Name: "*"}, {Table: "orders", Name: "id"}, {Table: "orders", Name: "user_id"}, {}, {}}
	if !slices.Equal(s.Result, want) {
		t.Errorf("got %v, want %v", s.Result, want)
	}
}

func TestSchema(t *testing.T) {
	t.Parallel()
	const text = `
CREATE TABLE IF NOT EXISTS "orders" (
	id BIGSERIAL PRIMARY KEY,
	user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	price numeric(10, 2) DEFAULT 0 CHECK (price >= 0),
	key text,
	address_id int,
	CONSTRAINT fk FOREIGN KEY (address_id) REFERENCES addresses(id),
	UNIQUE (user_id, key)
);
ALTER TABLE ONLY public.lines ADD COLUMN order_id int REFERENCES orders, ADD CONSTRAINT c FOREIGN KEY ("item_id") REFERENCES "items" ("id");
CREATE INDEX i ON orders (user_id);`
	list := sqltext.Parse(text)
	if len(list) != 3 {
		t.Fatalf("got %d statements, want 3", len(list))
	}
	var columns []string
	for _, c := range list[0].Columns {
		columns = append(columns, fmt.Sprint(c.Name, " ", c.Type, " ", c.NotNull, " ", c.PrimaryKey))
	}
	want := []string{"id bigserial false true", "user_id bigint true false", "price numeric false false", "key text false false", "address_id int false false"}
	if !slices.Equal(columns, want) {
		t.Errorf("got columns %q, want %q", columns, want)
	}
	keys := slices.Concat(list[0].ForeignKeys, list[1].ForeignKeys)
	wantKeys := []sqltext.ForeignKey{{"user_id", "users", "id"}, {"address_id", "addresses", "id"}, {"order_id", "orders", ""}, {"item_id", "items", "id"}}
	if !slices.Equal(keys, wantKeys) {
		t.Errorf("got keys %v, want %v", keys, wantKeys)
	}
}

func TestIsStatement(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"SELECT 1":                    true,
		"  -- name: X :one\nUPDATE a": true,
		"delete from a":               true,
		"Delete the file":             false,
		"update":                      true,
		"create a new order":          false,
		"CREATE TABLE a (b int)":      true,
		"insert into a values (1)":    true,
		"":                            false,
		"orders":                      false,
		"(SELECT 1) UNION (SELECT 2)": true,
		"replace the string":          false,
	} {
		if got := sqltext.IsStatement(text); got != want {
			t.Errorf("IsStatement(%q) = %v, want %v", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"SELECT a.b FROM a JOIN (SELECT 1) x ON a.id = x.id WHERE (a, b) = (?, $2) AND NOT EXISTS (SELECT 1) ORDER BY 1 LIMIT ?",
		"WITH RECURSIVE t(n) AS (VALUES (1) UNION SELECT n+1 FROM t) INSERT INTO x SELECT * FROM t ON CONFLICT DO NOTHING;",
		"CREATE TABLE t (a int PRIMARY KEY, FOREIGN KEY (a) REFERENCES b(c)); ALTER TABLE t ADD x text",
		"UPDATE t SET (a, b) = (1, 'x''y'), c = $$z$$ WHERE d BETWEEN :x AND @y\x00",
		"((((", "))))", "SELECT CASE", "[a].[b] = ANY(ARRAY[1])", "'", "$tag$", "/*", "a IN (", "CASE WHEN ) END",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range sqltext.Parse(text) {
			for sub := range s.All {
				if sub.Verb == sqltext.CreateTable && sub.Open && !strings.Contains(text, sqltext.Hole) {
					t.Errorf("%q is open without a hole", text)
				}
			}
		}
		sqltext.ParseCondition(text)
		sqltext.IsStatement(text)
	})
}
