package knowledge

import "strings"

// exchangeTypes names the types, without major versions, that carry a request, its answer and the values that middleware
// keeps for handlers.
var exchangeTypes = map[string]bool{
	"github.com/gin-gonic/gin.Context":                   true,
	"github.com/labstack/echo.Context":                   true,
	"github.com/gofiber/fiber.Ctx":                       true,
	"github.com/cloudwego/hertz/pkg/app.RequestContext":  true,
	"github.com/kataras/iris/context.Context":            true,
	"github.com/danielgtaylor/huma.Context":              true,
	"github.com/go-kratos/kratos/transport/http.Context": true,
	"github.com/emicklei/go-restful.Request":             true,
	"github.com/emicklei/go-restful.Response":            true,
}

// IsExchange reports whether a type, given as go/types prints it, carries a request and its answer.
func IsExchange(name string) bool {
	plain, _ := withoutMajor(withoutVendor(strings.TrimLeft(name, "*")))
	return exchangeTypes[plain]
}
