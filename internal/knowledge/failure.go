package knowledge

import "strings"

// Failure tells what the text of a library's errors gives away.
type Failure string

// The kinds of failures.
const (
	OfInput    Failure = "input"    // what the client sent and why it does not fit
	OfStore    Failure = "store"    // tables, constraints, addresses of a database
	OfSystem   Failure = "system"   // files, processes, hosts, upstream answers
	OfCheck    Failure = "check"    // that a credential or signature does not fit
	OfAnswer   Failure = "answer"   // that the client could not be answered
	OfNothing  Failure = "nothing"  // there is no such error, whatever the signature says
	OfAnything Failure = "anything" // nobody knows
)

// failures gives the kind for packages by path, the longest prefix decides, and for functions that differ from the rest of
// their package.
var failures = map[string]Failure{
	"encoding": OfInput, "strconv": OfInput, "mime": OfInput, "net/url": OfInput, "time": OfInput, "unicode": OfInput,
	"net/mail": OfInput, "net/netip": OfInput, "bytes": OfInput, "strings": OfInput, "bufio": OfInput, "io": OfInput, "image": OfInput,
	"fmt": OfInput, "html": OfInput, "compress": OfInput, "archive": OfInput, "math": OfInput, "regexp": OfInput,
	"github.com/go-playground/validator": OfInput, "gopkg.in/go-playground/validator": OfInput, "github.com/asaskevich/govalidator": OfInput,
	"github.com/go-ozzo/ozzo-validation": OfInput, "github.com/google/uuid": OfInput, "github.com/gofrs/uuid": OfInput,
	"github.com/satori/go.uuid": OfInput, "github.com/rs/xid": OfInput, "github.com/oklog/ulid": OfInput, "github.com/shopspring/decimal": OfInput,
	"github.com/gin-gonic/gin": OfAnswer, "github.com/labstack/echo": OfAnswer, "github.com/gofiber/fiber": OfAnswer,
	"github.com/go-chi/render": OfInput, "github.com/gorilla/schema": OfInput, "github.com/gorilla/websocket": OfInput,
	"github.com/mitchellh/mapstructure": OfInput, "gopkg.in/yaml": OfInput, "github.com/goccy": OfInput, "github.com/json-iterator": OfInput,
	"github.com/bytedance/sonic": OfInput, "github.com/jinzhu/copier": OfInput, "google.golang.org/protobuf": OfInput,
	"buf.build": OfInput, "github.com/invopop": OfInput, "github.com/gookit/validate": OfInput, "github.com/thedevsaddam/govalidator": OfInput,
	"github.com/zeromicro/go-zero/rest": OfInput, "github.com/cloudwego/hertz": OfAnswer, "github.com/emicklei/go-restful": OfInput,
	"github.com/kataras/iris": OfAnswer, "github.com/oapi-codegen/runtime": OfInput,
	"go.mongodb.org/mongo-driver/bson": OfInput, "go.mongodb.org/mongo-driver/v2/bson": OfInput,
	"net.ParseCIDR": OfInput, "net.ParseMAC": OfInput, "net.SplitHostPort": OfInput, "net/http.ParseTime": OfInput,
	"(*github.com/jackc/pgx/v5/pgtype.UUID).Scan": OfInput, "net/http.NewRequest": OfInput, "net/http.NewRequestWithContext": OfInput,
	"(*net/http.Request).ParseForm": OfInput, "(*net/http.Request).ParseMultipartForm": OfInput, "(*net/http.Request).MultipartReader": OfInput,

	"google.golang.org/grpc.SetHeader": OfAnswer, "google.golang.org/grpc.SendHeader": OfAnswer, "google.golang.org/grpc.SetTrailer": OfAnswer,
	"(google.golang.org/grpc.ServerStream).SendMsg": OfAnswer, "(google.golang.org/grpc.ServerStream).RecvMsg": OfInput,
	"(*google.golang.org/grpc/internal/status.Status).Err": OfAnswer, "google.golang.org/grpc/status": OfAnswer,
	"connectrpc.com/connect": OfAnswer, "github.com/danielgtaylor/huma": OfInput, "github.com/go-kratos/kratos": OfAnswer,

	"(*strings.Builder).Write": OfNothing, "(*strings.Builder).WriteByte": OfNothing, "(*strings.Builder).WriteRune": OfNothing,
	"(*strings.Builder).WriteString": OfNothing, "(*bytes.Buffer).Write": OfNothing, "(*bytes.Buffer).WriteByte": OfNothing,
	"(*bytes.Buffer).WriteRune": OfNothing, "(*bytes.Buffer).WriteString": OfNothing, "(hash.Hash).Write": OfNothing, "crypto/rand.Read": OfNothing,
	"(context.Context).Err": OfNothing, "context.Cause": OfNothing,
	"github.com/google/uuid.NewRandom": OfNothing, "github.com/google/uuid.NewV7": OfNothing, "github.com/google/uuid.NewUUID": OfNothing,
	"github.com/gofrs/uuid.NewV4": OfNothing, "github.com/gofrs/uuid.NewV7": OfNothing,

	"database": OfStore, "gorm.io": OfStore, "github.com/jinzhu/gorm": OfStore, "github.com/jmoiron/sqlx": OfStore,
	"github.com/jackc": OfStore, "github.com/lib/pq": OfStore, "github.com/go-sql-driver": OfStore, "github.com/mattn/go-sqlite3": OfStore,
	"modernc.org/sqlite": OfStore, "go.mongodb.org": OfStore, "gopkg.in/mgo": OfStore, "github.com/globalsign/mgo": OfStore,
	"github.com/redis": OfStore, "github.com/go-redis": OfStore, "github.com/gomodule/redigo": OfStore, "github.com/uptrace/bun": OfStore,
	"entgo.io": OfStore, "xorm.io": OfStore, "github.com/go-xorm": OfStore, "github.com/go-pg": OfStore, "github.com/beego/beego/v2/client/orm": OfStore,
	"github.com/Masterminds/squirrel": OfStore, "github.com/doug-martin/goqu": OfStore, "github.com/aarondl/sqlboiler": OfStore,
	"github.com/volatiletech/sqlboiler": OfStore, "github.com/upper/db": OfStore, "go.etcd.io": OfStore, "github.com/dgraph-io": OfStore,
	"github.com/elastic": OfStore, "github.com/olivere/elastic": OfStore, "cloud.google.com/go/firestore": OfStore,
	"github.com/aws/aws-sdk-go-v2/service/dynamodb": OfStore, "github.com/gocql": OfStore, "github.com/zeromicro/go-zero/core/stores": OfStore,
	"github.com/georgysavva/scany": OfStore, "github.com/golang-migrate": OfStore, "github.com/gocraft/dbr": OfStore,

	"os": OfSystem, "io/fs": OfSystem, "io/ioutil": OfSystem, "path": OfSystem, "net": OfSystem, "syscall": OfSystem, "crypto/tls": OfSystem,
	"crypto/x509": OfSystem, "html/template": OfSystem, "text/template": OfSystem, "embed": OfSystem, "plugin": OfSystem,
	"net/http": OfSystem, "net/smtp": OfSystem, "github.com/aws": OfSystem, "cloud.google.com": OfSystem, "google.golang.org/api": OfSystem,
	"github.com/minio": OfSystem, "github.com/go-resty": OfSystem, "github.com/segmentio/kafka-go": OfSystem, "github.com/IBM/sarama": OfSystem,
	"github.com/nats-io": OfSystem, "github.com/rabbitmq": OfSystem, "github.com/streadway/amqp": OfSystem, "github.com/docker": OfSystem,
	"k8s.io": OfSystem, "google.golang.org/grpc": OfSystem, "github.com/hibiken/asynq": OfSystem, "gopkg.in/gomail": OfSystem,

	"golang.org/x/crypto": OfCheck, "crypto": OfCheck, "github.com/golang-jwt": OfCheck, "github.com/dgrijalva/jwt-go": OfCheck,
	"github.com/lestrrat-go": OfCheck, "github.com/go-jose": OfCheck, "github.com/o1egl/paseto": OfCheck, "aidanwoods.dev/go-paseto": OfCheck,
	"github.com/pquerna/otp": OfCheck, "github.com/alexedwards/argon2id": OfCheck, "github.com/coreos/go-oidc": OfCheck,
	"github.com/gorilla/securecookie": OfCheck, "github.com/gorilla/sessions": OfCheck,
}

// FailureOf tells what the errors of the function or field called symbol give away, of which e is what is known; nil if nothing is.
func FailureOf(symbol string, e *Entry) Failure {
	if kind, ok := failures[symbol]; ok {
		return kind
	}
	if e != nil {
		switch {
		case e.Input != nil && e.Input.Part != InEnv && e.Input.Part != InRandom && e.Input.Part != InSecret:
			return OfInput
		case e.Query != nil:
			return OfStore
		case e.Response != nil || e.Pass != nil:
			return OfAnswer
		}
	}
	if receiver, _, ok := strings.Cut(strings.TrimLeft(withoutTypeParams(symbol), "(*"), ")"); ok && IsStream(receiver) {
		return OfAnswer
	}
	path := strings.TrimLeft(symbol, "(*")
	if i := strings.IndexByte(path[strings.LastIndexByte(path, '/')+1:], '.'); i >= 0 {
		path = path[:strings.LastIndexByte(path, '/')+1+i]
	}
	for path != "" && path != "." {
		if kind, ok := failures[path]; ok {
			return kind
		}
		i := strings.LastIndexAny(path, "/.")
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return OfAnything
}

// UnaryHandler is the type of what a gRPC interceptor calls to have the request answered.
const UnaryHandler = "google.golang.org/grpc.UnaryHandler"

// IsStream reports whether a type, given as go/types prints it, is a stream of messages between a remote procedure and its
// client.
func IsStream(name string) bool {
	name = withoutTypeParams(name)
	return strings.HasPrefix(name, "connectrpc.com/connect.") && strings.HasSuffix(name, "Stream") ||
		strings.HasPrefix(name, "google.golang.org/grpc.") && strings.HasSuffix(strings.TrimSuffix(name, "Server"), "Stream") ||
		strings.HasPrefix(name, "google.golang.org/grpc.") && strings.HasSuffix(name, "StreamingServer")
}

// PlainErrors describes a library that sends the text of any error that a handler returns.
type PlainErrors struct {
	Exchange string // type of the handler's parameter
	New      string // function that makes the server
	Field    string // field of the server's configuration that changes the answer
	Option   string // function that makes an option of the server which changes the answer
}

// plainErrors lists the libraries.
var plainErrors = []PlainErrors{
	{Exchange: "github.com/gofiber/fiber/v2.Ctx", New: "github.com/gofiber/fiber/v2.New", Field: "ErrorHandler"},
	{Exchange: "github.com/gofiber/fiber/v3.Ctx", New: "github.com/gofiber/fiber/v3.New", Field: "ErrorHandler"},
	{Exchange: "github.com/go-kratos/kratos/v2/transport/http.Context", New: "github.com/go-kratos/kratos/v2/transport/http.NewServer",
		Option: "github.com/go-kratos/kratos/v2/transport/http.ErrorEncoder"},
}

// PlainErrorsOf returns the library whose handlers take an exchange type.
func PlainErrorsOf(exchange string) (PlainErrors, bool) {
	for _, p := range plainErrors {
		if p.Exchange == exchange {
			return p, true
		}
	}
	return PlainErrors{}, false
}
