package knowledge

// httprouter is github.com/julienschmidt/httprouter. It has no middleware of its own.
var httprouter = []Entry{
	{Symbol: "github.com/julienschmidt/httprouter.New", Signature: "func() *Router",
		Router: &Router{Op: New, Family: "httprouter"}},
	{Symbol: "(*github.com/julienschmidt/httprouter.Router).{GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS}",
		Signature: "func(path string, handle Handle)",
		Router:    &Router{Op: Handle, ByName: true, Path: Arg0, Handler: Arg1}},
	{Symbol: "(*github.com/julienschmidt/httprouter.Router).{Handle,Handler,HandlerFunc}",
		Signature: "func(method, path string, handle Handle)",
		Router:    &Router{Op: Handle, Method: Arg0, Path: Arg1, Handler: Arg2}},
	{Symbol: "(*github.com/julienschmidt/httprouter.Router).ServeFiles", Signature: "func(path string, root http.FileSystem)",
		Router: &Router{Op: Handle, Methods: []string{"GET"}, Path: Arg0, Row: Static}},
	{Symbol: "github.com/julienschmidt/httprouter.Router.NotFound", Signature: "http.Handler",
		Router: &Router{Op: Fallback, Handler: Arg0}},
}
