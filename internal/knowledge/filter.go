package knowledge

// Filter says that a function finds stored objects by a document in which keys that begin with a dollar sign are operators.
type Filter struct {
	Document Arg // a document, or a list of them
}

// filters are the functions of the driver of MongoDB that take documents to find by, and those that make documents of text.
// The driver encodes values by their Go type, so that text stays text; a map, or a value of type any that was decoded from
// JSON, may hold operators (bson/bsoncodec, default encoders).
var filters = []Entry{
	{Symbol: "(*go.mongodb.org/mongo-driver/mongo.Collection).{Find,FindOne,CountDocuments,DeleteOne,DeleteMany,FindOneAndDelete}",
		Signature: "func(ctx context.Context, filter interface{}, opts ...*options.FindOptions) (cur *Cursor, err error)",
		Filter:    &Filter{Document: Arg1}},
	{Symbol: "(*go.mongodb.org/mongo-driver/mongo.Collection).{UpdateOne,UpdateMany,ReplaceOne,FindOneAndUpdate,FindOneAndReplace}",
		Signature: "func(ctx context.Context, filter interface{}, update interface{}, opts ...*options.UpdateOptions) (*UpdateResult, error)",
		Filter:    &Filter{Document: Arg1}},
	{Symbol: "(*go.mongodb.org/mongo-driver/mongo.Collection).Aggregate",
		Signature: "func(ctx context.Context, pipeline interface{}, opts ...*options.AggregateOptions) (*Cursor, error)",
		Filter:    &Filter{Document: Arg1}},
	{Symbol: "(*go.mongodb.org/mongo-driver/mongo.Collection).Distinct",
		Signature: "func(ctx context.Context, fieldName string, filter interface{}, opts ...*options.DistinctOptions) ([]interface{}, error)",
		Filter:    &Filter{Document: Arg2}},
	{Symbol: "go.mongodb.org/mongo-driver/bson.UnmarshalExtJSON", Signature: "func(data []byte, canonical bool, val interface{}) error",
		Flow: &Flow{From: []Arg{Arg0}, Into: Arg2}},
	{Symbol: "go.mongodb.org/mongo-driver/bson.Unmarshal", Signature: "func(data []byte, val interface{}) error",
		Flow: &Flow{From: []Arg{Arg0}, Into: Arg1}},
}

// documents are the types that hold parts of documents: encoded ones, and entries of ordered ones.
var documents = set("go.mongodb.org/mongo-driver/bson.Raw go.mongodb.org/mongo-driver/bson.RawValue go.mongodb.org/mongo-driver/bson/primitive.E " +
	"go.mongodb.org/mongo-driver/v2/bson.Raw go.mongodb.org/mongo-driver/v2/bson.RawValue go.mongodb.org/mongo-driver/v2/bson.E")

// IsDocument reports whether values of the type called name are parts of documents, with any values in them.
func IsDocument(name string) bool { return documents[name] }

// CodeOperators are the keys of documents whose value the database runs as a script.
var CodeOperators = []string{"$where", "$function", "$accumulator"}
