package knowledge

// Fetch says that a function sends a request to a host, or prepares one.
type Fetch struct {
	URL     Arg    // a URL, as text or as *url.URL
	Part    string // only this part of URL, in the terms of package flow
	Address Arg    // host:port
	Client  Arg    // the client that sends the request; None: the program's default one
	Request Arg    // the function sends this request, which another one made
}

// fetches are the functions that send requests. Where one prepares a request and another sends it, the URL is an operand of
// the first and the client one of the second.
var fetches = []Entry{
	{Symbol: "net/http.{Get,Head}", Signature: "func(url string) (resp *Response, err error)", Fetch: &Fetch{URL: Arg0}},
	{Symbol: "net/http.{Post,PostForm}", Signature: "func(url, contentType string, body io.Reader) (resp *Response, err error)",
		Fetch: &Fetch{URL: Arg0}},
	{Symbol: "(*net/http.Client).{Get,Head,Post,PostForm}", Signature: "func(url string) (resp *Response, err error)",
		Fetch: &Fetch{URL: Arg0, Client: Recv}},
	{Symbol: "net/http.NewRequest", Signature: "func(method, url string, body io.Reader) (*Request, error)", Fetch: &Fetch{URL: Arg1}},
	{Symbol: "net/http.NewRequestWithContext", Signature: "func(ctx context.Context, method, url string, body io.Reader) (*Request, error)",
		Fetch: &Fetch{URL: Arg2}},
	{Symbol: "(*net/http.Client).Do", Signature: "func(req *Request) (*Response, error)",
		Fetch: &Fetch{URL: Arg0, Part: "URL\x1fHost", Client: Recv, Request: Arg0}},
	{Symbol: "net/http/httputil.NewSingleHostReverseProxy", Signature: "func(target *url.URL) *ReverseProxy",
		Fetch: &Fetch{URL: Arg0, Part: "Host"}},
	{Symbol: "(*net/http/httputil.ProxyRequest).SetURL", Signature: "func(target *url.URL)", Fetch: &Fetch{URL: Arg0, Part: "Host"}},
	{Symbol: "net.{Dial,DialTimeout}", Signature: "func(network, address string) (Conn, error)", Fetch: &Fetch{Address: Arg1}},
	{Symbol: "(*net.Dialer).Dial", Signature: "func(network, address string) (Conn, error)", Fetch: &Fetch{Address: Arg1}},
	{Symbol: "(*net.Dialer).DialContext", Signature: "func(ctx context.Context, network, address string) (Conn, error)",
		Fetch: &Fetch{Address: Arg2}},
	{Symbol: "crypto/tls.Dial", Signature: "func(network, addr string, config *Config) (*Conn, error)", Fetch: &Fetch{Address: Arg1}},
	{Symbol: "net/smtp.{Dial,SendMail}", Signature: "func(addr string) (*Client, error)", Fetch: &Fetch{Address: Arg0}},
	{Symbol: "net/rpc.Dial", Signature: "func(network, address string) (*Client, error)", Fetch: &Fetch{Address: Arg1}},

	{Symbol: "(*github.com/go-resty/resty/v2.Request).{Get,Head,Post,Put,Patch,Delete,Options}", Signature: "func(url string) (*Response, error)",
		Fetch: &Fetch{URL: Arg0}},
	{Symbol: "(*github.com/go-resty/resty/v2.Request).Execute", Signature: "func(method, url string) (*Response, error)",
		Fetch: &Fetch{URL: Arg1}},
	{Symbol: "(*github.com/go-resty/resty/v2.Client).{SetBaseURL,SetHostURL}", Signature: "func(url string) *Client", Fetch: &Fetch{URL: Arg0}},
	{Symbol: "(*github.com/imroc/req/v3.Request).{Get,Head,Post,Put,Patch,Delete,MustGet,MustPost}", Signature: "func(url string) (*Response, error)",
		Fetch: &Fetch{URL: Arg0}},
	{Symbol: "github.com/valyala/fasthttp.{Get,Post}", Signature: "func(dst []byte, url string) (statusCode int, body []byte, err error)",
		Fetch: &Fetch{URL: Arg1}},
	{Symbol: "(*github.com/valyala/fasthttp.Client).{Get,Post}", Signature: "func(dst []byte, url string) (statusCode int, body []byte, err error)",
		Fetch: &Fetch{URL: Arg1}},
	{Symbol: "(*github.com/valyala/fasthttp.Request).SetRequestURI", Signature: "func(requestURI string)", Fetch: &Fetch{URL: Arg0}},
	{Symbol: "github.com/gofiber/fiber/v2.{Get,Head,Post,Put,Patch,Delete}", Signature: "func(url string) *Agent", Fetch: &Fetch{URL: Arg0}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/proxy.{Do,DoRedirects}", Signature: "func(c *fiber.Ctx, addr string, clients ...*fasthttp.Client) error",
		Fetch: &Fetch{URL: Arg1}},
	{Symbol: "github.com/gofiber/fiber/v2/middleware/proxy.Forward", Signature: "func(addr string, clients ...*fasthttp.Client) fiber.Handler",
		Fetch: &Fetch{URL: Arg0}},
	{Symbol: "github.com/gofiber/fiber/v3/client.{Get,Head,Post,Put,Patch,Delete}", Signature: "func(url string, cfg ...Config) (*Response, error)",
		Fetch: &Fetch{URL: Arg0}},
	{Symbol: "(*github.com/gofiber/fiber/v3/client.Client).{Get,Head,Post,Put,Patch,Delete}", Signature: "func(url string, cfg ...Config) (*Response, error)",
		Fetch: &Fetch{URL: Arg0}},
	{Symbol: "github.com/gofiber/fiber/v3/middleware/proxy.{Do,DoRedirects}", Signature: "func(c fiber.Ctx, addr string, clients ...*fasthttp.Client) error",
		Fetch: &Fetch{URL: Arg1}},
	{Symbol: "github.com/hashicorp/go-retryablehttp.NewRequest", Signature: "func(method, url string, rawBody interface{}) (*Request, error)",
		Fetch: &Fetch{URL: Arg1}},
	{Symbol: "github.com/hashicorp/go-retryablehttp.NewRequestWithContext",
		Signature: "func(ctx context.Context, method, url string, rawBody interface{}) (*Request, error)", Fetch: &Fetch{URL: Arg2}},
	{Symbol: "(*github.com/gorilla/websocket.Dialer).Dial",
		Signature: "func(urlStr string, requestHeader http.Header) (*Conn, *http.Response, error)", Fetch: &Fetch{URL: Arg0}},
	{Symbol: "(*github.com/gorilla/websocket.Dialer).DialContext",
		Signature: "func(ctx context.Context, urlStr string, requestHeader http.Header) (*Conn, *http.Response, error)", Fetch: &Fetch{URL: Arg1}},
	{Symbol: "github.com/coder/websocket.Dial",
		Signature: "func(ctx context.Context, u string, opts *DialOptions) (*Conn, *http.Response, error)", Fetch: &Fetch{URL: Arg1}},
	{Symbol: "nhooyr.io/websocket.Dial",
		Signature: "func(ctx context.Context, u string, opts *DialOptions) (*Conn, *http.Response, error)", Fetch: &Fetch{URL: Arg1}},
	{Symbol: "golang.org/x/net/websocket.Dial", Signature: "func(url_, protocol, origin string) (ws *Conn, err error)", Fetch: &Fetch{URL: Arg0}},
	{Symbol: "golang.org/x/crypto/ssh.Dial", Signature: "func(network, addr string, config *ClientConfig) (*Client, error)",
		Fetch: &Fetch{Address: Arg1}},
}
