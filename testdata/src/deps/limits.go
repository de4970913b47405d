package deps

import (
	_ "github.com/JGLTechnologies/gin-rate-limit"
	_ "github.com/andybalholm/brotli"
	_ "github.com/didip/tollbooth_gin"
	_ "github.com/go-redis/redis_rate/v10"
	_ "github.com/goccy/go-json"
	_ "github.com/json-iterator/go"
	_ "github.com/juju/ratelimit"
	_ "github.com/klauspost/compress/flate"
	_ "github.com/klauspost/compress/gzip"
	_ "github.com/klauspost/compress/zlib"
	_ "github.com/klauspost/compress/zstd"
	_ "github.com/throttled/throttled/v2"
	_ "github.com/ulule/limiter/v3/drivers/middleware/fasthttp"
	_ "go.uber.org/ratelimit"
	_ "golang.org/x/time/rate"
)
