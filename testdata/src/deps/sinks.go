package deps

// Libraries of which package knowledge says what they send, open or run.
import (
	_ "al.essio.dev/pkg/shellescape"
	_ "github.com/coder/websocket"
	_ "github.com/cyphar/filepath-securejoin"
	_ "github.com/go-resty/resty/v2"
	_ "github.com/hashicorp/go-hclog"
	_ "github.com/hashicorp/go-retryablehttp"
	_ "github.com/kballard/go-shellquote"
	_ "go.etcd.io/bbolt"
)
