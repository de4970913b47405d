package knowledge

import "sync"

// DataType says what values of the named types that Name names hold, braces as in Entry.Symbol.
type DataType struct {
	Name  string
	Holds Content
	Part  Part // of the request that they stand for as a whole, "" if they are all of it
}

// Content is what values of a type hold.
type Content string

// The contents of values.
const (
	NoText       Content = "no text that a client can choose" // numbers, times, identifiers
	OptionalText Content = "text that may be missing"
	BaseOfModel  Content = "the columns that models of a library share"
	OfRequest    Content = "a request"
	OfProcedure  Content = "what a server knows of a remote procedure"
	OfStream     Content = "the messages between a remote procedure and its client"
)

// ContentOf returns what is known about values of the type called name, without pointers; nil if nothing is. Major versions are
// treated as in Lookup.
func ContentOf(name string) *DataType {
	name, _ = withoutMajor(withoutVendor(withoutTypeParams(name)))
	return dataTypeIndex()[name]
}

// Holds reports whether values of the type called name hold something of a kind.
func Holds(name string, c Content) bool {
	t := ContentOf(name)
	return t != nil && t.Holds == c
}

// IsMessage reports whether values are what a remote procedure is sent, in the form that its library gives it.
func (t *DataType) IsMessage() bool { return t != nil && t.Holds == OfRequest && t.Part == InBody }

var dataTypeIndex = sync.OnceValue(func() map[string]*DataType {
	return indexTypes(dataTypes, func(t *DataType) string { return t.Name })
})

var dataTypes = []DataType{
	{Name: "time.{Time,Duration,Month,Weekday}", Holds: NoText},
	{Name: "net.IP", Holds: NoText},
	{Name: "net/netip.Addr", Holds: NoText},
	{Name: "math/big.Int", Holds: NoText},
	{Name: "github.com/google/uuid.{UUID,NullUUID}", Holds: NoText},
	{Name: "github.com/gofrs/uuid.UUID", Holds: NoText},
	{Name: "github.com/satori/go.uuid.UUID", Holds: NoText},
	{Name: "github.com/rs/xid.ID", Holds: NoText},
	{Name: "github.com/oklog/ulid/v2.ULID", Holds: NoText},
	{Name: "github.com/shopspring/decimal.Decimal", Holds: NoText},
	{Name: "go.mongodb.org/mongo-driver/bson/primitive.ObjectID", Holds: NoText},
	{Name: "go.mongodb.org/mongo-driver/v2/bson.ObjectID", Holds: NoText},
	{Name: "database/sql.{NullInt64,NullInt32,NullInt16,NullBool,NullFloat64,NullTime,NullByte}", Holds: NoText},
	{Name: "github.com/jackc/pgx/v5/pgtype.{Int2,Int4,Int8,Float8,Numeric,Bool,UUID,Timestamp,Timestamptz,Date}", Holds: NoText},

	{Name: "database/sql.NullString", Holds: OptionalText},
	{Name: "github.com/jackc/pgx/v5/pgtype.Text", Holds: OptionalText},

	{Name: "gorm.io/gorm.Model", Holds: BaseOfModel},
	{Name: "github.com/jinzhu/gorm.Model", Holds: BaseOfModel},
	{Name: "github.com/uptrace/bun.BaseModel", Holds: BaseOfModel},

	{Name: "net/http.Request", Holds: OfRequest},
	{Name: "github.com/gin-gonic/gin.Context", Holds: OfRequest},
	{Name: "github.com/labstack/echo/v4.Context", Holds: OfRequest},
	{Name: "github.com/gofiber/fiber/v2.Ctx", Holds: OfRequest},
	{Name: "github.com/valyala/fasthttp.RequestCtx", Holds: OfRequest},
	{Name: "github.com/julienschmidt/httprouter.Params", Holds: OfRequest, Part: InPath},
	{Name: "connectrpc.com/connect.{Request,AnyRequest}", Holds: OfRequest, Part: InBody},

	{Name: "google.golang.org/grpc.{UnaryServerInfo,StreamServerInfo}", Holds: OfProcedure},
	{Name: "google.golang.org/grpc.ServerStream", Holds: OfStream},
}
