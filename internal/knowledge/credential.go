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
	ChecksCode      CredentialUse = "checks one-time code"
	SendsMessage    CredentialUse = "sends message" // by mail or phone: a code, a link
	StartsLogin     CredentialUse = "starts login"  // sends the caller to an identity provider, or finishes that
)

// credentials lists the functions by which handlers of logins, registrations and webhooks can be told.
var credentials = []Entry{
	{Symbol: "golang.org/x/crypto/bcrypt.CompareHashAndPassword", Signature: "func(hashedPassword, password []byte) error", Credential: &Credential{ChecksPassword}},
	{Symbol: "golang.org/x/crypto/bcrypt.GenerateFromPassword", Signature: "func(password []byte, cost int) ([]byte, error)", Credential: &Credential{HashesPassword}},
	{Symbol: "golang.org/x/crypto/argon2.{Key,IDKey}", Signature: "func(password, salt []byte, time, memory uint32, threads uint8, keyLen uint32) []byte", Credential: &Credential{HashesPassword}},
	{Symbol: "golang.org/x/crypto/scrypt.Key", Signature: "func(password, salt []byte, N, r, p, keyLen int) ([]byte, error)", Credential: &Credential{HashesPassword}},
	{Symbol: "crypto/pbkdf2.Key", Signature: "func(h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error)", Credential: &Credential{HashesPassword}},
	{Symbol: "golang.org/x/crypto/pbkdf2.Key", Signature: "func(password, salt []byte, iter, keyLen int, h func() hash.Hash) []byte", Credential: &Credential{HashesPassword}},
	{Symbol: "(*github.com/golang-jwt/jwt/v5.Token).SignedString", Signature: "func(key any) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*github.com/golang-jwt/jwt/v4.Token).SignedString", Signature: "func(key interface{}) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*github.com/golang-jwt/jwt.Token).SignedString", Signature: "func(key interface{}) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*github.com/dgrijalva/jwt-go.Token).SignedString", Signature: "func(key interface{}) (string, error)", Credential: &Credential{IssuesToken}},
	{Symbol: "(*golang.org/x/oauth2.Config).AuthCodeURL", Signature: "func(state string, opts ...AuthCodeOption) string", Credential: &Credential{StartsLogin}},
	{Symbol: "(*golang.org/x/oauth2.Config).Exchange", Signature: "func(ctx context.Context, code string, opts ...AuthCodeOption) (*Token, error)", Credential: &Credential{StartsLogin}},
	{Symbol: "github.com/alexedwards/argon2id.{ComparePasswordAndHash,CheckHash}", Signature: "func(password, hash string) (match bool, err error)", Credential: &Credential{ChecksPassword}},
	{Symbol: "github.com/alexedwards/argon2id.CreateHash", Signature: "func(password string, params *Params) (hash string, err error)", Credential: &Credential{HashesPassword}},
	{Symbol: "github.com/pquerna/otp/{totp,hotp}.{Validate,ValidateCustom}", Signature: "func(passcode string, secret string) bool", Credential: &Credential{ChecksCode}},
	{Symbol: "net/smtp.SendMail", Signature: "func(addr string, a Auth, from string, to []string, msg []byte) error", Credential: &Credential{SendsMessage}},
	{Symbol: "(*gopkg.in/gomail.v2.Dialer).DialAndSend", Signature: "func(m ...*Message) error", Credential: &Credential{SendsMessage}},
	{Symbol: "(*github.com/jordan-wright/email.Email).{Send,SendWithTLS,SendWithStartTLS}", Signature: "func(addr string, a smtp.Auth) error", Credential: &Credential{SendsMessage}},
	{Symbol: "(*github.com/wneessen/go-mail.Client).DialAndSend", Signature: "func(messages ...*Msg) error", Credential: &Credential{SendsMessage}},
	{Symbol: "(*github.com/sendgrid/sendgrid-go.Client).Send", Signature: "func(email *mail.SGMailV3) (*rest.Response, error)", Credential: &Credential{SendsMessage}},
	{Symbol: "crypto/hmac.Equal", Signature: "func(mac1, mac2 []byte) bool", Credential: &Credential{ChecksSignature}},
	{Symbol: "crypto/ed25519.Verify", Signature: "func(publicKey PublicKey, message, sig []byte) bool", Credential: &Credential{ChecksSignature}},
}
