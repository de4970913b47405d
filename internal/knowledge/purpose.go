package knowledge

// Purpose is what a route is for, as far as that makes it public by design.
type Purpose string

// The purposes.
const (
	ForNothing  Purpose = ""
	ForLogin    Purpose = "login"
	ForAccount  Purpose = "registration or recovery of an account"
	ForLogout   Purpose = "logout"
	ForHealth   Purpose = "health or readiness"
	ForMetrics  Purpose = "metrics"
	ForFiles    Purpose = "static files"
	ForManual   Purpose = "documentation"
	ForWebhook  Purpose = "signed webhook"
	ForFallback Purpose = "fallback"
)

// PathWord says what a word in a path tells of the route. Paths are the interface of a service: everybody calls a health
// check /healthz, and no body shows that a link in a mail leads to /verify/{code}.
type PathWord struct {
	Word  string
	Means Purpose
	Where Position
}

// Position is where in a path a word has its meaning.
type Position uint8

// The positions.
const (
	AtEnd      Position = iota // it ends the fixed part of the path
	WhenPosted                 // likewise, of routes that create something
	OfAccount                  // likewise, if everything before it is about accounts, too
	Anywhere
)

// PathWords returns the words that tell what a route is for, in lower case.
func PathWords() []PathWord { return pathWords }

var pathWords = words(
	listed(ForLogin, AtEnd, "login", "signin", "sign-in", "sign_in", "log-in", "authenticate", "sso", "saml", "oauth", "oauth2", "oidc",
		"callback", "authorize", "otp", "2fa", "mfa", "captcha"),
	listed(ForAccount, AtEnd, "register", "registration", "signup", "sign-up", "sign_up", "forgot", "forgot-password", "forgot_password",
		"forgotpassword", "reset-password", "reset_password", "resetpassword", "password-reset", "verify-email", "verify_email"),
	listed(ForLogout, AtEnd, "logout", "signout", "sign-out", "log-out"),
	listed(ForHealth, AtEnd, "health", "healthz", "healthcheck", "health-check", "ready", "readyz", "readiness", "live", "livez", "liveness",
		"ping", "version", "heartbeat", "alive"),
	listed(ForMetrics, AtEnd, "metrics"),
	listed(ForFiles, AtEnd, "favicon.ico", "robots.txt", "static", "assets"),
	listed(ForManual, AtEnd, "docs", "swagger", "openapi", "openapi.json", "openapi.yaml", "swagger.json", "swagger.yaml", "redoc"),

	listed(ForLogin, WhenPosted, "token", "tokens", "refresh", "refresh-token", "refresh_token", "renew_access", "session", "sessions", "auth"),
	listed(ForAccount, WhenPosted, "password"),

	listed(ForAccount, OfAccount, "reset", "activate", "activation", "verify", "confirm"),

	listed(ForManual, Anywhere, "swagger", "well-known"),
	listed(ForFiles, Anywhere, "static", "assets"),
	listed(ForLogin, Anywhere, "oauth", "oauth2", "saml"),
)

func listed(means Purpose, where Position, list ...string) []PathWord {
	var out []PathWord
	for _, w := range list {
		out = append(out, PathWord{w, means, where})
	}
	return out
}

func words(lists ...[]PathWord) []PathWord {
	var out []PathWord
	for _, list := range lists {
		out = append(out, list...)
	}
	return out
}

// accountWords are the words of paths that are about accounts, and those that say nothing.
var accountWords = map[string]bool{
	"account": true, "accounts": true, "user": true, "users": true, "member": true, "members": true, "customer": true, "customers": true,
	"email": true, "emails": true, "mail": true, "phone": true, "password": true, "passwords": true, "registration": true,
	"register": true, "signup": true, "auth": true, "authentication": true, "identity": true, "invitation": true, "invite": true,
	"api": true, "rest": true, "public": true, "open": true, "v1": true, "v2": true, "v3": true,
}

// IsAccountWord reports whether a word of a path is about accounts, or says nothing.
func IsAccountWord(word string) bool { return accountWords[word] }
