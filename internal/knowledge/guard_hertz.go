package knowledge

// guardHertz is the middleware of hertz, and how it moves requests along.
var guardHertz = []Entry{
	{Symbol: "github.com/cloudwego/hertz/pkg/app/middlewares/server/basic_auth.{BasicAuth,BasicAuthForRealm}",
		Signature: "func(accounts Accounts) app.HandlerFunc", Guard: &Guard{Is: Refuses, Scheme: "basic auth"}},
	{Symbol: "github.com/cloudwego/hertz/pkg/app/middlewares/server/recovery.Recovery",
		Signature: "func(opts ...Option) app.HandlerFunc", Guard: &Guard{Is: Passes}},

	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Next", Signature: "func(c context.Context)", Pass: &Pass{Do: Next, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Abort", Signature: "func()", Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).{AbortWithStatus,AbortWithStatusJSON}",
		Signature: "func(code int, jsonObj interface{})", Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).AbortWithMsg", Signature: "func(msg string, statusCode int)",
		Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).AbortWithError", Signature: "func(code int, err error) *errors.Error",
		Pass: &Pass{Do: Abort, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).IsAborted", Signature: "func() bool", Pass: &Pass{Do: Aborted, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Path", Signature: "func() []byte", Pass: &Pass{Do: ThePath, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Method", Signature: "func() []byte", Pass: &Pass{Do: TheMethod, Of: Recv}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).FullPath", Signature: "func() string", Pass: &Pass{Do: ThePattern, Of: Recv}},

	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Set", Signature: "func(key string, value interface{})",
		Value: &Value{Key: Arg0, Put: Arg1}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).{Get,MustGet,Value}",
		Signature: "func(key string) (value interface{}, exists bool)", Value: &Value{Key: Arg0}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).{GetString,GetInt,GetInt32,GetInt64,GetUint,GetUint32,GetUint64,GetBool," +
		"GetFloat64,GetTime,GetStringSlice,GetStringMap}",
		Signature: "func(key string) string", Value: &Value{Key: Arg0}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Cookie", Signature: "func(key string) []byte",
		Input: &Input{Part: InCookie, Name: Arg0}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/protocol.RequestHeader).{Get,Peek}", Signature: "func(key string) string",
		Input: &Input{Part: InHeader, Name: Arg0}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/protocol.RequestHeader).Cookie", Signature: "func(key string) []byte",
		Input: &Input{Part: InCookie, Name: Arg0}},

	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).{AbortWithStatus,SetStatusCode,Status}", Signature: "func(code int)",
		Response: &Response{Status: Arg0}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).{WriteString,SetBodyString,Write}", Signature: "func(s string) (int, error)",
		Response: &Response{Text: Arg0}},
}
