package knowledge

import "strings"

// IsPrivilege reports whether a name is that of a property by which a program decides what somebody may do or has: a role, a
// balance, whether an address was verified. Clients must not set such a property of themselves.
func IsPrivilege(name string) bool {
	words := wordsOf(name)
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch {
		case besidesPrivilege[w]:
			return false
		case privilegeWords[w], privilegePairs[w] != "" && privilegePairs[w] == next:
			return true
		}
	}
	return false
}

var (
	privilegeWords = set("role roles admin isadmin administrator superuser issuperuser superadmin staff isstaff moderator permission permissions privilege privileges " +
		"privileged verified isverified approved isapproved balance banned salary")
	privilegePairs   = map[string]string{"access": "level", "password": "hash", "credit": "balance", "email": "confirmed", "is": "mod"}
	besidesPrivilege = set("name names note notes at email url message request requested description count")
)

// IsOwner reports whether a name is that of a property which says whose an object is. Others may name somebody too: whom a
// task is assigned to is for clients to say.
func IsOwner(name string) bool {
	words := wordsOf(name)
	if n := len(words); n > 1 && (words[n-1] == "id" || words[n-1] == "uuid" || words[n-1] == "uid") {
		words = words[:n-1]
	}
	return owners[strings.Join(words, " ")]
}

var owners = map[string]bool{
	"user": true, "owner": true, "author": true, "creator": true, "tenant": true, "org": true, "organization": true, "organisation": true,
	"workspace": true, "created by": true, "owner user": true, "account": true, "seller": true,
}

// IsHook reports whether libraries call a method of this name on a model before they write it.
func IsHook(method string) bool { return hooks[method] }

var hooks = set("BeforeCreate BeforeSave BeforeUpdate BeforeInsert BeforeAppendModel")
