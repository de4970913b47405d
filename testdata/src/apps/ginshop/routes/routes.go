package routes

import (
	"time"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"

	"fixtures/apps/ginshop/config"
	"fixtures/apps/ginshop/handlers"
	"fixtures/apps/ginshop/middleware"
)

// SetupRouter configures all routes
func SetupRouter(cfg *config.Config) *gin.Engine {
	r := gin.New()
	r.Use(gin.Recovery(), middleware.Logger(), middleware.DebugLogger())

	r.Use(cors.New(cors.Config{
		AllowOriginFunc:  func(origin string) bool { return true }, // want cors
		AllowMethods:     []string{"GET", "POST", "PUT", "DELETE", "OPTIONS"},
		AllowHeaders:     []string{"Origin", "Content-Type", "Authorization"},
		AllowCredentials: true,
		MaxAge:           12 * time.Hour,
	}))

	// Health check
	r.GET("/health", handlers.HealthCheck) // ok: health is public by design

	authHandler := handlers.NewAuthHandler(cfg)

	api := r.Group("/api/v1")
	{
		// Public routes
		auth := api.Group("/auth")
		{
			auth.POST("/register", authHandler.Register) // want bodylimit ratelimit
			auth.POST("/login", authHandler.Login)       // ok: login is public by design
		}

		products := api.Group("/products", middleware.OptionalAuth(cfg.JWTSecret))
		{
			products.GET("", handlers.GetProducts)    //apilint:public the catalogue is public
			products.GET("/:id", handlers.GetProduct) //apilint:public the catalogue is public
		}

		// Protected routes
		protected := api.Group("")
		protected.GET("/orders/stats", handlers.GetOrderStats) // want routeauth "GET /api/v1/orders/stats"
		protected.Use(middleware.AuthMiddleware(cfg.JWTSecret))
		{
			protected.GET("/profile", handlers.GetProfile)
			protected.PUT("/profile", handlers.UpdateProfile)

			orders := protected.Group("/orders")
			orders.GET("", handlers.GetOrders)
			orders.POST("", handlers.CreateOrder)
			orders.GET("/:id", handlers.GetOrder)
			orders.PUT("/:id/cancel", handlers.CancelOrder)
			orders.GET("/:id/items", handlers.GetOrderItems)
			orders.DELETE("/:id", handlers.DeleteOrder)

			addresses := protected.Group("/addresses")
			addresses.GET("/:id", handlers.GetAddress)
			addresses.PUT("/:id", handlers.UpdateAddress)
			addresses.DELETE("/:id", handlers.DeleteAddress)

			protected.POST("/products/:id/reviews", handlers.CreateReview)
			protected.DELETE("/reviews/:id", handlers.DeleteReview)
		}

		// Admin routes
		admin := api.Group("/admin")
		admin.Use(middleware.AuthMiddleware(cfg.JWTSecret), middleware.AdminMiddleware())
		{
			admin.GET("/orders", handlers.AdminListOrders)
			admin.GET("/orders/:id", handlers.AdminGetOrder)
			admin.POST("/products", handlers.CreateProduct)
			admin.PUT("/products/:id", handlers.UpdateProduct)
			admin.DELETE("/products/:id", handlers.DeleteProduct)
		}

		api.GET("/users", handlers.ListUsers) // want routeauth "GET /api/v1/users"
	}

	return r
}
