package deps

import (
	_ "connectrpc.com/connect"
	_ "github.com/cloudwego/hertz/pkg/app/server"
	_ "github.com/danielgtaylor/huma/v2"
	_ "github.com/danielgtaylor/huma/v2/adapters/humachi"
	_ "github.com/danielgtaylor/huma/v2/adapters/humago"
	_ "github.com/emicklei/go-restful/v3"
	_ "github.com/go-kratos/kratos/v2/transport/http"
	_ "github.com/gofiber/fiber/v3"
	_ "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	_ "github.com/julienschmidt/httprouter"
	_ "github.com/kataras/iris/v12"
	_ "github.com/labstack/echo/v5"
	_ "github.com/urfave/negroni/v3"
	_ "github.com/zeromicro/go-zero/rest"
	_ "google.golang.org/grpc"
)
