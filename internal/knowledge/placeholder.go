package knowledge

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Placeholder is how the text of a query stands for its bound parameters.
type Placeholder string

// The placeholders.
const (
	Question Placeholder = "?"
	Dollar   Placeholder = "$" // $1, $2 and so on
	AsDriver Placeholder = "driver"
	Foreign  Placeholder = "foreign" // something else
)

// Mark returns what stands for parameter n, counted from one.
func (p Placeholder) Mark(n int) string {
	if p == Dollar {
		return "$" + strconv.Itoa(n)
	}
	return string(p)
}

// placeholders tells for libraries, by the beginning of their import paths, how their queries write parameters.
var placeholders = map[string]Placeholder{
	"database/sql":            AsDriver,
	"github.com/jmoiron/sqlx": AsDriver,
	"github.com/jackc/pgx":    Dollar,
	"gorm.io/gorm":            Question,
	"github.com/jinzhu/gorm":  Question,
}

// drivers tells the same for the packages that a program imports for the databases which they make known to database/sql.
var drivers = map[string]Placeholder{
	"github.com/lib/pq":                    Dollar,
	"github.com/jackc/pgx/stdlib":          Dollar,
	"github.com/jackc/pgx/v4":              Dollar,
	"github.com/jackc/pgx/v5":              Dollar,
	"github.com/uptrace/bun/driver":        Dollar,
	"gorm.io/driver/postgres":              Dollar,
	"github.com/go-sql-driver/mysql":       Question,
	"gorm.io/driver/mysql":                 Question,
	"github.com/mattn/go-sqlite3":          Question,
	"modernc.org/sqlite":                   Question,
	"github.com/ncruces/go-sqlite3":        Question,
	"github.com/glebarez":                  Question,
	"gorm.io/driver/sqlite":                Question,
	"github.com/microsoft/go-mssqldb":      Foreign,
	"github.com/denisenkom/go-mssqldb":     Foreign,
	"gorm.io/driver/sqlserver":             Foreign,
	"github.com/sijms/go-ora":              Foreign,
	"github.com/godror/godror":             Foreign,
	"github.com/ClickHouse":                Foreign,
	"gorm.io/driver/clickhouse":            Foreign,
	"github.com/snowflakedb/gosnowflake":   Foreign,
	"github.com/libsql":                    Foreign,
	"github.com/tursodatabase":             Foreign,
	"github.com/rqlite":                    Foreign,
	"github.com/googleapis/go-sql-spanner": Foreign,
}

// PlaceholderOf returns how the queries of a function write their parameters in a program that imports the given packages; ""
// if that is not known, or differs from one database to the next.
func PlaceholderOf(symbol string, imports []string) Placeholder {
	found := beneath(placeholders, strings.TrimLeft(symbol, "(*"))
	if found != AsDriver {
		return found
	}
	found = ""
	for _, path := range imports {
		switch p := beneath(drivers, path); {
		case p == "" || p == found:
		case p == Foreign || found != "":
			return ""
		default:
			found = p
		}
	}
	return found
}

// beneath returns the entry of table that path is or lies beneath.
func beneath(table map[string]Placeholder, path string) Placeholder {
	for _, prefix := range slices.Sorted(maps.Keys(table)) {
		if rest, ok := strings.CutPrefix(path, prefix); ok && (rest == "" || rest[0] == '/' || rest[0] == '.') {
			return table[prefix]
		}
	}
	return ""
}
