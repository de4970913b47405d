// Demands for roles in every form that services give them, and one route for each that was forgotten.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"slices"

	"github.com/casbin/casbin/v2"
	"github.com/golang-jwt/jwt/v5"
	"gorm.io/gorm"
)

var db *sql.DB

var gdb *gorm.DB

type ctxKey struct{}

type User struct {
	ID      int
	Role    string
	Level   int
	IsAdmin bool
	Roles   []string
	Perms   map[string]bool
}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var u User
		if err := gdb.Where("token = ?", r.Header.Get("Authorization")).First(&u).Error; err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, &u)))
	})
}

func jwtAuth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims := jwt.MapClaims{}
		_, err := jwt.ParseWithClaims(r.Header.Get("Authorization"), claims, func(*jwt.Token) (any, error) { return []byte("x"), nil })
		if err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, claims)))
	})
}

func me(r *http.Request) *User { return r.Context().Value(ctxKey{}).(*User) }

func contains(roles ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !slices.Contains(roles, me(r).Role) {
				http.Error(w, "no", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func containsMany(role string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !slices.Contains(me(r).Roles, role) {
				http.Error(w, "no", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func inMap(roles ...string) func(http.Handler) http.Handler {
	allowed := map[string]bool{}
	for _, role := range roles {
		allowed[role] = true
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !allowed[me(r).Role] {
				http.Error(w, "no", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func loop(roles ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, role := range roles {
				if me(r).Role == role {
					next.ServeHTTP(w, r)
					return
				}
			}
			http.Error(w, "no", http.StatusForbidden)
		})
	}
}

func loopFlag(roles ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ok := false
			for _, role := range roles {
				if me(r).Role == role {
					ok = true
					break
				}
			}
			if !ok {
				http.Error(w, "no", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func allPerms(perms ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, p := range perms {
				if !me(r).Perms[p] {
					w.WriteHeader(http.StatusForbidden)
					return
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}

var table = map[string][]string{"admin": {"users:write", "users:read"}, "staff": {"users:read"}}

func can(perm string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !slices.Contains(table[me(r).Role], perm) {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

const levelAdmin = 10

func level(min int) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if me(r).Level < min {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func flag(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !me(r).IsAdmin {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

var enforcer *casbin.Enforcer

func policy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ok, err := enforcer.Enforce(me(r).Role, r.URL.Path, r.Method)
		if err != nil || !ok {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func policyFor(obj, act string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if ok, err := enforcer.Enforce(me(r).Role, obj, act); err != nil || !ok {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func permRow(perm string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var n int
			if err := db.QueryRow("SELECT count(*) FROM permissions WHERE user_id = $1 AND name = $2", me(r).ID, perm).Scan(&n); err != nil || n == 0 {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func claimRole(role string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			claims, _ := r.Context().Value(ctxKey{}).(jwt.MapClaims)
			if got, _ := claims["role"].(string); got != role {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func hidden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if me(r).Role != "admin" {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func unauthorized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if me(r).Role != "admin" {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (u *User) HasRole(role string) bool {
	for _, r := range u.Roles {
		if r == role {
			return true
		}
	}
	return false
}

func method(role string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !me(r).HasRole(role) {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func inHandler(w http.ResponseWriter, r *http.Request) {
	u := me(r)
	if u.Role != "admin" && u.Role != "owner" {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	handler(w, r)
}

func inHandlerErr(w http.ResponseWriter, r *http.Request) {
	if err := authorize(me(r), "users:write"); err != nil {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	handler(w, r)
}

type forbidden struct{}

func (forbidden) Error() string { return "no" }

func authorize(u *User, perm string) error {
	if u.IsAdmin {
		return nil
	}
	if !u.Perms[perm] {
		return forbidden{}
	}
	return nil
}

func handler(w http.ResponseWriter, r *http.Request) {
	var n int
	db.QueryRow("SELECT count(*) FROM users").Scan(&n)
	json.NewEncoder(w).Encode(n)
}

func main() {
	mux := http.NewServeMux()
	h := http.HandlerFunc(handler)
	mux.Handle("POST /orders", auth(h)) // ok: nothing comparable demands a role

	mux.Handle("POST /contains/a", auth(contains("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /contains/b", auth(contains("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /contains/c", auth(contains("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /contains/d", auth(h))                            // want rolecheck "POST /contains/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /contains demand one: admin or root"

	mux.Handle("POST /containsMany/a", auth(containsMany("admin")(h))) // ok: it demands a role
	mux.Handle("POST /containsMany/b", auth(containsMany("admin")(h))) // ok: it demands a role
	mux.Handle("POST /containsMany/c", auth(containsMany("admin")(h))) // ok: it demands a role
	mux.Handle("POST /containsMany/d", auth(h))                        // want rolecheck "POST /containsMany/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /containsMany demand one: admin"

	mux.Handle("POST /inMap/a", auth(inMap("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /inMap/b", auth(inMap("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /inMap/c", auth(inMap("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /inMap/d", auth(h))                         // want rolecheck "POST /inMap/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /inMap demand one: admin or root"

	mux.Handle("POST /loop/a", auth(loop("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /loop/b", auth(loop("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /loop/c", auth(loop("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /loop/d", auth(h))                        // want rolecheck "POST /loop/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /loop demand one: admin or root"

	mux.Handle("POST /loopFlag/a", auth(loopFlag("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /loopFlag/b", auth(loopFlag("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /loopFlag/c", auth(loopFlag("admin", "root")(h))) // ok: it demands a role
	mux.Handle("POST /loopFlag/d", auth(h))                            // want rolecheck "POST /loopFlag/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /loopFlag demand one: admin or root"

	mux.Handle("POST /allPerms/a", auth(allPerms("users:write", "users:read")(h))) // ok: it demands a role
	mux.Handle("POST /allPerms/b", auth(allPerms("users:write", "users:read")(h))) // ok: it demands a role
	mux.Handle("POST /allPerms/c", auth(allPerms("users:write", "users:read")(h))) // ok: it demands a role
	mux.Handle("POST /allPerms/d", auth(h))                                        // want rolecheck "POST /allPerms/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /allPerms demand one: users:write, users:read"

	mux.Handle("POST /can/a", auth(can("users:write")(h))) // ok: it demands a role
	mux.Handle("POST /can/b", auth(can("users:write")(h))) // ok: it demands a role
	mux.Handle("POST /can/c", auth(can("users:write")(h))) // ok: it demands a role
	mux.Handle("POST /can/d", auth(h))                     // want rolecheck "POST /can/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /can demand one: users:write"

	mux.Handle("POST /level/a", auth(level(levelAdmin)(h))) // ok: it demands a role
	mux.Handle("POST /level/b", auth(level(levelAdmin)(h))) // ok: it demands a role
	mux.Handle("POST /level/c", auth(level(levelAdmin)(h))) // ok: it demands a role
	mux.Handle("POST /level/d", auth(h))                    // want rolecheck "POST /level/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /level demand one: level 10"

	mux.Handle("POST /flag/a", auth(flag(h))) // ok: it demands a role
	mux.Handle("POST /flag/b", auth(flag(h))) // ok: it demands a role
	mux.Handle("POST /flag/c", auth(flag(h))) // ok: it demands a role
	mux.Handle("POST /flag/d", auth(h))       // want rolecheck "POST /flag/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /flag demand one: isadmin"

	mux.Handle("POST /policyFor/a", auth(policyFor("users", "write")(h))) // ok: it demands a role
	mux.Handle("POST /policyFor/b", auth(policyFor("users", "write")(h))) // ok: it demands a role
	mux.Handle("POST /policyFor/c", auth(policyFor("users", "write")(h))) // ok: it demands a role
	mux.Handle("POST /policyFor/d", auth(h))                              // want rolecheck "POST /policyFor/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /policyFor demand one: users write"

	mux.Handle("POST /policy/a", auth(policy(h))) // ok: it demands a role
	mux.Handle("POST /policy/b", auth(policy(h))) // ok: it demands a role
	mux.Handle("POST /policy/c", auth(policy(h))) // ok: it demands a role
	mux.Handle("POST /policy/d", auth(h))         // want rolecheck "POST /policy/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /policy demand one: policy"

	mux.Handle("POST /permRow/a", auth(permRow("users:write")(h))) // ok: it demands a role
	mux.Handle("POST /permRow/b", auth(permRow("users:write")(h))) // ok: it demands a role
	mux.Handle("POST /permRow/c", auth(permRow("users:write")(h))) // ok: it demands a role
	mux.Handle("POST /permRow/d", auth(h))                         // want rolecheck "POST /permRow/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /permRow demand one: users:write"

	mux.Handle("POST /claimRole/a", jwtAuth(claimRole("admin")(h))) // ok: it demands a role
	mux.Handle("POST /claimRole/b", jwtAuth(claimRole("admin")(h))) // ok: it demands a role
	mux.Handle("POST /claimRole/c", jwtAuth(claimRole("admin")(h))) // ok: it demands a role
	mux.Handle("POST /claimRole/d", jwtAuth(h))                     // want rolecheck "POST /claimRole/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /claimRole demand one: admin"

	mux.Handle("POST /hidden/a", auth(hidden(h))) // ok: it demands a role
	mux.Handle("POST /hidden/b", auth(hidden(h))) // ok: it demands a role
	mux.Handle("POST /hidden/c", auth(hidden(h))) // ok: it demands a role
	mux.Handle("POST /hidden/d", auth(h))         // want rolecheck "POST /hidden/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /hidden demand one: admin"

	mux.Handle("POST /unauthorized/a", auth(unauthorized(h))) // ok: it demands a role
	mux.Handle("POST /unauthorized/b", auth(unauthorized(h))) // ok: it demands a role
	mux.Handle("POST /unauthorized/c", auth(unauthorized(h))) // ok: it demands a role
	mux.Handle("POST /unauthorized/d", auth(h))               // want rolecheck "POST /unauthorized/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /unauthorized demand one: admin"

	mux.Handle("POST /method/a", auth(method("admin")(h))) // ok: it demands a role
	mux.Handle("POST /method/b", auth(method("admin")(h))) // ok: it demands a role
	mux.Handle("POST /method/c", auth(method("admin")(h))) // ok: it demands a role
	mux.Handle("POST /method/d", auth(h))                  // want rolecheck "POST /method/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /method demand one: admin"

	mux.Handle("POST /inHandler/a", auth(http.HandlerFunc(inHandler))) // ok: it demands a role
	mux.Handle("POST /inHandler/b", auth(http.HandlerFunc(inHandler))) // ok: it demands a role
	mux.Handle("POST /inHandler/c", auth(http.HandlerFunc(inHandler))) // ok: it demands a role
	mux.Handle("POST /inHandler/d", auth(h))                           // want rolecheck "POST /inHandler/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /inHandler demand one: admin or owner"

	mux.Handle("POST /helper/a", auth(http.HandlerFunc(inHandlerErr))) // ok: it demands a role
	mux.Handle("POST /helper/b", auth(http.HandlerFunc(inHandlerErr))) // ok: it demands a role
	mux.Handle("POST /helper/c", auth(http.HandlerFunc(inHandlerErr))) // ok: it demands a role
	mux.Handle("POST /helper/d", auth(h))                              // want rolecheck "POST /helper/d: every known caller gets to handler, and no role is demanded; 3 of 3 comparable routes below /helper demand one: isadmin or users:write"

	// Near misses: another demand is one, too.
	mux.Handle("POST /mixed/a", auth(contains("admin", "root")(h)))             // ok: it demands a role
	mux.Handle("POST /mixed/b", auth(containsMany("admin")(h)))                 // ok: it demands a role
	mux.Handle("POST /mixed/c", auth(inMap("admin", "root")(h)))                // ok: it demands a role
	mux.Handle("POST /mixed/d", auth(loop("admin", "root")(h)))                 // ok: it demands a role
	mux.Handle("POST /mixed/e", auth(loopFlag("admin", "root")(h)))             // ok: it demands a role
	mux.Handle("POST /mixed/f", auth(allPerms("users:write", "users:read")(h))) // ok: it demands a role
	mux.Handle("POST /mixed/g", auth(can("users:write")(h)))                    // ok: it demands a role
	mux.Handle("POST /mixed/h", auth(level(levelAdmin)(h)))                     // ok: it demands a role
	mux.Handle("POST /mixed/i", auth(flag(h)))                                  // ok: it demands a role
	mux.Handle("POST /mixed/j", auth(policyFor("users", "write")(h)))           // ok: it demands a role
	mux.Handle("POST /mixed/k", auth(policy(h)))                                // ok: it demands a role
	mux.Handle("POST /mixed/l", auth(permRow("users:write")(h)))                // ok: it demands a role
	mux.Handle("POST /mixed/m", auth(hidden(h)))                                // ok: it demands a role
	mux.Handle("POST /mixed/n", auth(unauthorized(h)))                          // ok: it demands a role
	mux.Handle("POST /mixed/o", auth(method("admin")(h)))                       // ok: it demands a role
	mux.Handle("POST /mixed/p", auth(http.HandlerFunc(inHandler)))              // ok: it demands a role
	mux.Handle("POST /mixed/q", auth(http.HandlerFunc(inHandlerErr)))           // ok: it demands a role
	log.Fatal(http.ListenAndServe(":8080", mux))
}
