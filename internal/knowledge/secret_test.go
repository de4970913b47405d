package knowledge

import "testing"

func TestSecretName(t *testing.T) {
	t.Parallel()
	tests := map[string]Secrecy{
		"Password": SurelySecret, "PasswordHash": SurelySecret, "db_password": SurelySecret, "DB_PASSWORD": SurelySecret, "APIKey": SurelySecret,
		"X-Api-Key": SurelySecret, "apiKey": SurelySecret, "Authorization": SurelySecret, "Cookie": SurelySecret, "session_id": MaybeSecret,
		"refreshToken": SurelySecret, "clientSecret": SurelySecret, "JWT_SECRET": SurelySecret, "SIGNING_KEY": SurelySecret, "X-Auth-Token": SurelySecret,
		"token": MaybeSecret, "Token": MaybeSecret, "resetCode": MaybeSecret, "otp": MaybeSecret,
		"NextPageToken": NoSecret, "cancelToken": NoSecret, "PRIVATE_KEY_PATH": NoSecret, "TLS_KEY_FILE": NoSecret, "passwordKeyName": NoSecret,
		"PasswordChangedAt": NoSecret, "TokenType": NoSecret, "maxTokens": NoSecret, "user_id": NoSecret, "Key": NoSecret, "primaryKey": NoSecret,
		"PublicKey": NoSecret, "secret_name": NoSecret, "tokenizer": NoSecret, "client_id": NoSecret, "Content-Type": NoSecret, "author": NoSecret, "Auth": NoSecret,
	}
	for name, want := range tests {
		if got := SecretName(name); got != want {
			t.Errorf("SecretName(%q) = %d, want %d", name, got, want)
		}
	}
}
