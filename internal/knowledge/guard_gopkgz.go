package knowledge

// guardGoPkgz is the middleware of github.com/go-pkgz/auth.
var guardGoPkgz = []Entry{
	{Symbol: "(*github.com/go-pkgz/auth/v2/middleware.Authenticator).Auth", Signature: "func(next http.Handler) http.Handler",
		Guard: &Guard{Is: Refuses, Scheme: "token"}},
	{Symbol: "(*github.com/go-pkgz/auth/v2/middleware.Authenticator).Trace", Signature: "func(next http.Handler) http.Handler",
		Guard: &Guard{Is: Optional, Scheme: "token"}},
	{Symbol: "(*github.com/go-pkgz/auth/v2/middleware.Authenticator).AdminOnly", Signature: "func(next http.Handler) http.Handler",
		Guard: &Guard{Is: Permits, Scheme: "token"}},
	{Symbol: "(*github.com/go-pkgz/auth/v2/middleware.Authenticator).RBAC",
		Signature: "func(roles ...string) func(http.Handler) http.Handler",
		Guard:     &Guard{Is: Permits, Scheme: "token"}},
}
