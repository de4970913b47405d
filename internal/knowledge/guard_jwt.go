package knowledge

// guardJWT is the libraries that verify signed tokens. What decodes a token without its signature has no entry: a
// forged token passes it.
var guardJWT = []Entry{
	{Symbol: "github.com/golang-jwt/jwt/v4.Parse",
		Signature: "func(tokenString string, keyFunc Keyfunc, options ...ParserOption) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "github.com/golang-jwt/jwt/v4.ParseWithClaims",
		Signature: "func(tokenString string, claims Claims, keyFunc Keyfunc, options ...ParserOption) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(*github.com/golang-jwt/jwt/v4.Parser).Parse",
		Signature: "func(tokenString string, keyFunc Keyfunc) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(*github.com/golang-jwt/jwt/v4.Parser).ParseWithClaims",
		Signature: "func(tokenString string, claims Claims, keyFunc Keyfunc) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "github.com/golang-jwt/jwt/v4/request.{ParseFromRequest,ParseFromRequestWithClaims}",
		Signature: "func(req *http.Request, extractor Extractor, keyFunc jwt.Keyfunc, " +
			"options ...ParseFromRequestOption) (*jwt.Token, error)",
		Guard: &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(github.com/golang-jwt/jwt/v4.SigningMethod).Verify",
		Signature: "func(signingString, signature string, key interface{}) error",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(*github.com/golang-jwt/jwt/v4.SigningMethod{ECDSA,Ed25519,HMAC,RSA,RSAPSS}).Verify",
		Signature: "func(signingString, signature string, key interface{}) error",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},

	{Symbol: "github.com/dgrijalva/jwt-go.Parse",
		Signature: "func(tokenString string, keyFunc Keyfunc) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "github.com/dgrijalva/jwt-go.ParseWithClaims",
		Signature: "func(tokenString string, claims Claims, keyFunc Keyfunc) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(*github.com/dgrijalva/jwt-go.Parser).Parse",
		Signature: "func(tokenString string, keyFunc Keyfunc) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(*github.com/dgrijalva/jwt-go.Parser).ParseWithClaims",
		Signature: "func(tokenString string, claims Claims, keyFunc Keyfunc) (*Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "github.com/dgrijalva/jwt-go/request.{ParseFromRequest,ParseFromRequestWithClaims}",
		Signature: "func(req *http.Request, extractor Extractor, keyFunc jwt.Keyfunc, " +
			"options ...ParseFromRequestOption) (*jwt.Token, error)",
		Guard: &Guard{Is: Verifies, Scheme: "JWT"}},

	{Symbol: "github.com/lestrrat-go/jwx/v2/jwt.{Parse,ParseCookie,ParseForm,ParseHeader,ParseReader,ParseRequest," +
		"ParseString}",
		Signature: "func(s []byte, options ...ParseOption) (Token, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "github.com/lestrrat-go/jwx/v2/jws.Verify",
		Signature: "func(buf []byte, options ...VerifyOption) ([]byte, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWS"}},
	{Symbol: "(*github.com/go-jose/go-jose/v4/jwt.JSONWebToken).Claims",
		Signature: "func(key interface{}, dest ...interface{}) error",
		Guard:     &Guard{Is: Verifies, Scheme: "JWT"}},
	{Symbol: "(github.com/go-jose/go-jose/v4.JSONWebSignature).{Verify,VerifyMulti,DetachedVerify,DetachedVerifyMulti}",
		Signature: "func(verificationKey interface{}) ([]byte, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "JWS"}},

	{Symbol: "(*github.com/o1egl/paseto.{V1,V2}).{Decrypt,Verify}",
		Signature: "func(token string, key []byte, payload, footer interface{}) error",
		Guard:     &Guard{Is: Verifies, Scheme: "PASETO"}},
}
