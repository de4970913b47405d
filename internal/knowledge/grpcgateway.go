package knowledge

// Procedure says that a function of a gateway prepares the call of a remote procedure.
type Procedure struct {
	Name Arg // /package.Service/Method
}

// grpcGateway is github.com/grpc-ecosystem/grpc-gateway. Generated code registers compiled patterns.
var grpcGateway = []Entry{
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.NewServeMux", Signature: "func(opts ...ServeMuxOption) *ServeMux",
		Router: &Router{Op: New, Family: "grpc-gateway", Options: Arg0}},
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.WithMiddlewares",
		Signature: "func(middlewares ...Middleware) ServeMuxOption",
		Router:    &Router{Op: Option, Level: Global, Middleware: Arg0}},
	{Symbol: "(*github.com/grpc-ecosystem/grpc-gateway/v2/runtime.ServeMux).{Handle,HandlePath}",
		Signature: "func(meth string, pat Pattern, h HandlerFunc)",
		Router:    &Router{Op: Handle, Method: Arg0, Path: Arg1, Handler: Arg2},
		Input:     &Input{Part: InPath, Callback: Arg2, Nth: 2}},
	{Symbol: "(github.com/grpc-ecosystem/grpc-gateway/v2/runtime.Decoder).Decode", Signature: "func(v any) error",
		Input: &Input{Part: InBody, Into: Arg0}},
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.PopulateQueryParameters",
		Signature: "func(msg proto.Message, values url.Values, filter *utilities.DoubleArray) error",
		Input:     &Input{Part: InQuery, Into: Arg0}},
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.PopulateFieldFromPath",
		Signature: "func(msg proto.Message, fieldPathString string, value string) error",
		Input:     &Input{Part: InPath, Into: Arg0}},
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.NewPattern",
		Signature: "func(version int, ops []int, pool []string, verb string) (Pattern, error)",
		Router:    &Router{Op: Opcodes, Spec: Arg1, Path: Arg2, Method: Arg3}},
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.MustPattern", Signature: "func(p Pattern, err error) Pattern",
		Router: &Router{Op: Same, On: Arg0}},
	{Symbol: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime.{AnnotateContext,AnnotateIncomingContext}",
		Signature: "func(ctx context.Context, mux *ServeMux, req *http.Request, rpcMethodName string, options ...AnnotateContextOption) (context.Context, error)",
		Procedure: &Procedure{Name: Arg3}},
}
