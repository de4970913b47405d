package knowledge

// Credential says what a function does with credentials, as evidence of what a handler is for.
type Credential struct {
	Do CredentialUse
}

// CredentialUse is a use of a credential.
type CredentialUse string

// The uses.
const (
	ChecksPassword  CredentialUse = "checks password"
	HashesPassword  CredentialUse = "hashes password"
	IssuesToken     CredentialUse = "issues token"
	ChecksSignature CredentialUse = "checks signature"
	StartsLogin     CredentialUse = "starts login" // sends the caller to an identity provider, or finishes that
)

// credentials lists the functions by which handlers of logins, registrations and webhooks can be told.
var credentials = []Entry{
	{Symbol: "golang.org/x/crypto/bcrypt.CompareHashAndPassword", Signature: "func(hashedPassword, password []byte) error", Credential: &Credential{ChecksPassword}},
	{Symbol: "golang.org/x/crypto/bcrypt.GenerateFromPassword", Signature: "func(password []byte, cost int) ([]byte, error)", Credential: &Credential{HashesPassword}},
	{Symbol: "golang.org/x/crypto/argon2.{Key,IDKey}", Signature: "func(password, salt []byte, time, memory uint32, threads uint8, keyLen uint32) []byte", Credential: &Credential{HashesPassword}},
	{Symbol: "golang.org/x/crypto/scrypt.Key", Signature: "func(password, salt []byte, N, r, p, keyLen int) ([]byte, error)", Credential: &Credential{HashesPassword}},
	{Symbol: "golang.org/x/crypto/pbkdf2.Key", Signature: "func(password, salt []byte, iter, keyLen int, h func() hash.Hash) []byte", Credential: &Credential{HashesPassword}},
	{Symbol: "(*github.com/golang-jwt/jwt/v5.Token).SignedString", Signature: "func(key any) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*github.com/golang-jwt/jwt/v4.Token).SignedString", Signature: "func(key interface{}) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*github.com/golang-jwt/jwt.Token).SignedString", Signature: "func(key interface{}) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*github.com/dgrijalva/jwt-go.Token).SignedString", Signature: "func(key interface{}) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*golang.org/x/oauth2.Config).AuthCodeURL", Signature: "func(state string, opts ...AuthCodeOption) string", Credential: &Credential{StartsLogin}},
	{Symbol: "(*golang.org/x/oauth2.Config).Exchange", Signature: "func(ctx context.Context, code string, opts ...AuthCodeOption) (*Token, error)", Credential: &Credential{StartsLogin}},
	{Symbol: "crypto/hmac.Equal", Signature: "func(mac1, mac2 []byte) bool", Credential: &Credential{ChecksSignature}},
	{Symbol: "crypto/ed25519.Verify", Signature: "func(publicKey PublicKey, message, sig []byte) bool", Credential: &Credential{ChecksSignature}},
}
