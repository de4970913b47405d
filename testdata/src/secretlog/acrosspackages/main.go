// Command acrosspackages hands its secrets to the helpers of another package.
package main

import (
	"encoding/json"
	"log"
	"net/http"

	"fixtures/secretlog/acrosspackages/audit"
)

type change struct {
	User        string `json:"user"`
	OldPassword string `json:"old_password"`
	NewPassword string `json:"new_password"`
}

func changePassword(w http.ResponseWriter, r *http.Request) {
	var in change
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "malformed", http.StatusBadRequest)
		return
	}
	audit.Record(audit.Event{Action: "change password", User: in.User, Detail: in})
	audit.Action("change password", in.User)                                              // ok: only the name
	audit.Fields("password changed", "user", in.User, "length", len(in.NewPassword) > 12) // ok: only the length is tested
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	http.HandleFunc("POST /password", changePassword)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
