package knowledge

// guardGRPC is what gRPC and Connect servers know about callers.
var guardGRPC = []Entry{
	{Symbol: "google.golang.org/grpc/metadata.FromIncomingContext", Signature: "func(ctx context.Context) (MD, bool)",
		Guard: &Guard{Is: Finds, Scheme: "metadata"}},
	{Symbol: "google.golang.org/grpc/metadata.ValueFromIncomingContext",
		Signature: "func(ctx context.Context, key string) []string",
		Guard:     &Guard{Is: Reads, Scheme: "metadata"}},
	{Symbol: "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/auth.{UnaryServerInterceptor," +
		"StreamServerInterceptor}",
		Signature: "func(authFunc AuthFunc) grpc.UnaryServerInterceptor",
		Guard:     &Guard{Is: Refuses, Scheme: "metadata"}},
	{Symbol: "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/auth.AuthFromMD",
		Signature: "func(ctx context.Context, expectedScheme string) (string, error)",
		Guard:     &Guard{Is: Reads, Scheme: "metadata"}},
	{Symbol: "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/ratelimit.{UnaryServerInterceptor," +
		"StreamServerInterceptor}",
		Signature: "func(limiter Limiter) grpc.UnaryServerInterceptor",
		Guard:     &Guard{Is: Limits}},
	{Symbol: "github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/{logging,protovalidate,realip,recovery," +
		"validator}.{UnaryServerInterceptor,StreamServerInterceptor}",
		Signature: "func(logger Logger, opts ...Option) grpc.UnaryServerInterceptor",
		Guard:     &Guard{Is: Passes}},
	{Symbol: "(*connectrpc.com/authn.Middleware).Wrap", Signature: "func(handler http.Handler) http.Handler",
		Guard: &Guard{Is: Refuses, Scheme: "authn"}},
	{Symbol: "connectrpc.com/authn.BearerToken", Signature: "func(request *http.Request) (string, bool)",
		Guard: &Guard{Is: Reads, Scheme: "bearer token"}},
}
