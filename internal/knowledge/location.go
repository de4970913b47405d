package knowledge

// Location says that a function sends the client to another place.
type Location struct {
	To     Arg // the place
	Header Arg // the function sets the header of this name; it redirects if that is Location
}

// locations are the functions that answer with a Location.
//
// net/http.Redirect cleans the path of targets that have neither scheme nor host, and leaves all others as they are: a target
// that begins with two slashes names a host, so //attacker.example goes out unchanged (net/http/server.go of Go 1.26). The
// other libraries write the header as it comes.
var locations = []Entry{
	{Symbol: "net/http.Redirect", Signature: "func(w ResponseWriter, r *Request, url string, code int)", Location: &Location{To: Arg2}},
	{Symbol: "(net/http.Header).{Set,Add}", Signature: "func(key, value string)", Location: &Location{Header: Arg0, To: Arg1}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).Redirect", Signature: "func(code int, location string)", Location: &Location{To: Arg1}},
	{Symbol: "(*github.com/gin-gonic/gin.Context).Header", Signature: "func(key, value string)", Location: &Location{Header: Arg0, To: Arg1}},
	{Symbol: "(github.com/labstack/echo/v4.Context).Redirect", Signature: "func(code int, url string) error", Location: &Location{To: Arg1}},
	{Symbol: "(*github.com/labstack/echo/v5.Context).Redirect", Signature: "func(code int, url string) error", Location: &Location{To: Arg1}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).{Redirect,Location}", Signature: "func(location string, status ...int) error",
		Location: &Location{To: Arg0}},
	{Symbol: "(*github.com/gofiber/fiber/v2.Ctx).Set", Signature: "func(key, val string)", Location: &Location{Header: Arg0, To: Arg1}},
	{Symbol: "(*github.com/gofiber/fiber/v3.Redirect).To", Signature: "func(location string) error", Location: &Location{To: Arg0}},
	{Symbol: "(github.com/gofiber/fiber/v3.Ctx).Set", Signature: "func(key, val string)", Location: &Location{Header: Arg0, To: Arg1}},
	{Symbol: "(*github.com/kataras/iris/v12/context.Context).Redirect", Signature: "func(urlToRedirect string, statusHeader ...int)",
		Location: &Location{To: Arg0}},
	{Symbol: "(*github.com/cloudwego/hertz/pkg/app.RequestContext).Redirect", Signature: "func(statusCode int, uri []byte)",
		Location: &Location{To: Arg1}},
	{Symbol: "(*github.com/valyala/fasthttp.RequestCtx).Redirect", Signature: "func(uri string, statusCode int)", Location: &Location{To: Arg0}},
	{Symbol: "(*golang.org/x/oauth2.Config).AuthCodeURL", Signature: "func(state string, opts ...AuthCodeOption) string",
		Flow: &Flow{From: []Arg{Arg0}, Safe: []Sink{InRedirect, InFetch}}},
}
