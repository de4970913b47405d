package knowledge

import "strings"

// routerTypes names the types of routers and groups, without major versions, by family.
var routerTypes = map[string]string{
	"net/http.ServeMux":                    "net/http",
	"github.com/go-chi/chi.Mux":            "chi",
	"github.com/go-chi/chi.Router":         "chi",
	"github.com/gorilla/mux.Router":        "gorilla/mux",
	"github.com/gin-gonic/gin.Engine":      "gin",
	"github.com/gin-gonic/gin.RouterGroup": "gin",
	"github.com/gin-gonic/gin.IRouter":     "gin",
	"github.com/gin-gonic/gin.IRoutes":     "gin",
	"github.com/labstack/echo.Echo":        "echo",
	"github.com/labstack/echo.Group":       "echo",
	"github.com/gofiber/fiber.App":         "fiber",
	"github.com/gofiber/fiber.Group":       "fiber",
	"github.com/gofiber/fiber.Router":      "fiber",
}

// RouterType returns the family of a router type, given as go/types prints it, and whether it is one.
func RouterType(name string) (family string, ok bool) {
	plain, _ := withoutMajor(withoutVendor(strings.TrimLeft(name, "*")))
	family, ok = routerTypes[plain]
	return family, ok
}
