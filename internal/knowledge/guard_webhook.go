package knowledge

// guardWebhook is what checks that a message comes from the service that claims to have sent it.
var guardWebhook = []Entry{
	{Symbol: "github.com/google/go-github/v62/github.{ValidatePayload,ValidatePayloadFromBody,ValidateSignature}",
		Signature: "func(r *http.Request, secretToken []byte) (payload []byte, err error)",
		Guard:     &Guard{Is: Verifies, Scheme: "webhook signature"}},
	{Symbol: "github.com/stripe/stripe-go/v76/webhook.{ConstructEvent,ConstructEventIgnoringTolerance," +
		"ConstructEventWithOptions,ConstructEventWithTolerance,ValidatePayload,ValidatePayloadIgnoringTolerance," +
		"ValidatePayloadWithTolerance}",
		Signature: "func(payload []byte, header string, secret string) (stripe.Event, error)",
		Guard:     &Guard{Is: Verifies, Scheme: "webhook signature"}},
	{Symbol: "(*github.com/standard-webhooks/standard-webhooks/libraries/go.Webhook).{Verify,VerifyIgnoringTimestamp}",
		Signature: "func(payload []byte, headers http.Header) error",
		Guard:     &Guard{Is: Verifies, Scheme: "webhook signature"}},
	{Symbol: "(*github.com/svix/svix-webhooks/go.Webhook).{Verify,VerifyIgnoringTimestamp}",
		Signature: "func(payload []byte, headers http.Header) error",
		Guard:     &Guard{Is: Verifies, Scheme: "webhook signature"}},
}
