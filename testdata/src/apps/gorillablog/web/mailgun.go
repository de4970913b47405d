package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"go.mongodb.org/mongo-driver/bson/primitive"

	"fixtures/apps/gorillablog/blog"
)

// Mailgun takes mails that moderate comments.
type Mailgun struct{ key []byte }

// NewMailgun returns a receiver for mails signed with key.
func NewMailgun(key string) *Mailgun { return &Mailgun{[]byte(key)} }

func (m *Mailgun) valid(timestamp, token, signature string) bool {
	mac := hmac.New(sha256.New, m.key)
	mac.Write([]byte(timestamp + token))
	given, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(given, mac.Sum(nil))
}

// inbound deletes the comment that the subject names.
func (m *Mailgun) inbound(comments *blog.Comments) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !m.valid(r.PostFormValue("timestamp"), r.PostFormValue("token"), r.PostFormValue("signature")) { // want bodylimit
			http.Error(w, "bad signature", http.StatusNotAcceptable)
			return
		}
		id, err := primitive.ObjectIDFromHex(r.PostFormValue("subject"))
		if err != nil {
			http.Error(w, "no comment id in the subject", http.StatusNotAcceptable)
			return
		}
		if err := comments.Delete(r.Context(), id); err != nil { // ok: comments have no owner and the mail is signed
			fail(w, r, err)
			return
		}
		w.WriteHeader(http.StatusOK)
	}
}
