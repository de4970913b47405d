package deps

// Libraries of whose types package knowledge says what they hold, and those that put the parts of a service together.
import (
	_ "github.com/gofrs/uuid"
	_ "github.com/oklog/ulid/v2"
	_ "github.com/rs/xid"
	_ "github.com/samber/do"
	_ "github.com/satori/go.uuid"
	_ "github.com/shopspring/decimal"
	_ "go.uber.org/dig"
	_ "go.uber.org/fx"
)
