package knowledge

// connect is connectrpc.com/connect. Generated code makes one handler for each procedure and hands requests to it.
var connect = []Entry{
	{Symbol: "connectrpc.com/connect.{NewUnaryHandler,NewUnaryHandlerSimple,NewClientStreamHandler,NewClientStreamHandlerSimple," +
		"NewServerStreamHandler,NewServerStreamHandlerSimple,NewBidiStreamHandler}",
		Signature: "func(procedure string, implementation func, options ...HandlerOption) *Handler",
		Router:    &Router{Op: Wrap, Family: "connect", Path: Arg0, Handler: Arg1, Options: Arg2}},
	{Symbol: "connectrpc.com/connect.WithInterceptors", Signature: "func(interceptors ...Interceptor) Option",
		Router: &Router{Op: Option, Family: "connect", Middleware: Arg0}},
	{Symbol: "connectrpc.com/connect.{WithHandlerOptions,WithOptions}", Signature: "func(options ...HandlerOption) HandlerOption",
		Router: &Router{Op: Option, Family: "connect", Options: Arg0}},
}
