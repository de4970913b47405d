package knowledge

// grpc is google.golang.org/grpc. Generated code registers the description of a service with its implementation.
var grpc = []Entry{
	{Symbol: "google.golang.org/grpc.NewServer", Signature: "func(opt ...ServerOption) *Server",
		Router: &Router{Op: New, Family: "grpc", Options: Arg0}},
	{Symbol: "google.golang.org/grpc.{UnaryInterceptor,ChainUnaryInterceptor}",
		Signature: "func(interceptors ...UnaryServerInterceptor) ServerOption",
		Router:    &Router{Op: Option, Family: "grpc", Level: Unary, Middleware: Arg0}},
	{Symbol: "google.golang.org/grpc.{StreamInterceptor,ChainStreamInterceptor}",
		Signature: "func(interceptors ...StreamServerInterceptor) ServerOption",
		Router:    &Router{Op: Option, Family: "grpc", Level: Stream, Middleware: Arg0}},
	{Symbol: "(*google.golang.org/grpc.Server).RegisterService", Signature: "func(sd *ServiceDesc, ss any)",
		Router: &Router{Op: Service, Spec: Arg0, Handler: Arg1}},
	{Symbol: "(google.golang.org/grpc.ServiceRegistrar).RegisterService", Signature: "func(desc *ServiceDesc, impl any)",
		Router: &Router{Op: Service, Spec: Arg0, Handler: Arg1}},
	{Symbol: "(*google.golang.org/grpc.Server).Serve", Signature: "func(lis net.Listener) error",
		Router: &Router{Op: Serve, Handler: Recv}},
}
