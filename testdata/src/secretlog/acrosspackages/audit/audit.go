// Package audit logs what others hand to it.
package audit

import "log/slog"

// Event is something worth remembering.
type Event struct {
	Action string
	User   string
	Detail any
}

// Record logs an event.
func Record(e Event) {
	slog.Info("audit", "action", e.Action, "user", e.User, "detail", e.Detail) // want secretlog
}

// Action logs who did what.
func Action(action, user string) {
	slog.Info("audit", "action", action, "user", user) // ok: all callers pass names
}

// Fields logs pairs of keys and values.
func Fields(message string, pairs ...any) {
	slog.Info(message, pairs...) // ok: all callers pass numbers and names
}
