package deps

// Libraries that knowledge tables name and no fixture uses yet.
import (
	_ "github.com/Masterminds/squirrel"
	_ "github.com/caarlos0/env/v11"
	_ "github.com/go-pg/pg/v10"
	_ "github.com/gorilla/schema"
	_ "github.com/gorilla/websocket"
	_ "github.com/itsjamie/gin-cors"
	_ "github.com/jinzhu/copier"
	_ "github.com/jinzhu/gorm"
	_ "github.com/kelseyhightower/envconfig"
	_ "github.com/lib/pq"
	_ "github.com/mitchellh/mapstructure"
	_ "github.com/pkg/errors"
	_ "github.com/redis/go-redis/v9"
	_ "github.com/spf13/pflag"
	_ "github.com/spf13/viper"
	_ "github.com/uptrace/bun"
	_ "github.com/uptrace/bunrouter"
	_ "github.com/valyala/fasthttp"
	_ "goji.io"
	_ "gopkg.in/yaml.v3"
	_ "xorm.io/xorm"
)
