package knowledge_test

import (
	"testing"

	"github.com/apilint/apilint/internal/knowledge"
)

func TestPlaceholderOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, symbol string
		imports      []string
		want         knowledge.Placeholder
	}{
		{"a driver of PostgreSQL", "(*database/sql.DB).Query", []string{"fmt", "github.com/lib/pq"}, knowledge.Dollar},
		{"two drivers that agree", "(*database/sql.DB).Query", []string{"github.com/jackc/pgx/v5/stdlib", "github.com/lib/pq"}, knowledge.Dollar},
		{"a driver of MySQL", "(*github.com/jmoiron/sqlx.DB).Get", []string{"github.com/go-sql-driver/mysql"}, knowledge.Question},
		{"drivers that differ", "(*database/sql.DB).Query", []string{"github.com/lib/pq", "modernc.org/sqlite"}, ""},
		{"a driver with marks of its own", "(*database/sql.DB).Query", []string{"github.com/microsoft/go-mssqldb"}, ""},
		{"no driver", "(*database/sql.DB).Query", []string{"fmt"}, ""},
		{"a path that only begins alike", "(*database/sql.DB).Query", []string{"github.com/lib/pqueue"}, ""},
		{"a library for one database", "(*github.com/jackc/pgx/v5/pgxpool.Pool).Exec", nil, knowledge.Dollar},
		{"a library that translates", "(*gorm.io/gorm.DB).Where", []string{"gorm.io/driver/postgres"}, knowledge.Question},
		{"an unknown library", "(*example.com/orm.DB).Where", []string{"github.com/lib/pq"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := knowledge.PlaceholderOf(test.symbol, test.imports); got != test.want {
				t.Errorf("PlaceholderOf(%q, %q) = %q, want %q", test.symbol, test.imports, got, test.want)
			}
		})
	}
}
