package cli

import (
	"fmt"
	"runtime/debug"
	"strings"
)

// version shows which apilint this is.
func (t *tool) version(args []string) int {
	if len(args) > 0 {
		return t.usageError(fmt.Errorf("version takes no arguments, got %q", args))
	}
	info, ok := t.buildInfo()
	if !ok {
		return t.print("apilint, of unknown version\n")
	}
	return t.print(versionLine(info) + "\n")
}

// moduleVersion returns the version of apilint alone.
func (t *tool) moduleVersion() string {
	info, ok := t.buildInfo()
	if !ok {
		return "unknown"
	}
	return cleanVersion(info.Main.Version)
}

// cleanVersion returns a module's version as it reads well; a build from a working tree has none.
func cleanVersion(v string) string {
	if v == "" || v == "(devel)" {
		return "devel"
	}
	return v
}

// versionLine describes a build: "apilint v0.1.0 (commit 4784048, 2026-11-22T02:00:00Z, modified) go1.26.8".
func versionLine(info *debug.BuildInfo) string {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	var facts []string
	if rev := settings["vcs.revision"]; rev != "" {
		facts = append(facts, "commit "+rev[:min(len(rev), 12)])
	}
	if at := settings["vcs.time"]; at != "" {
		facts = append(facts, at)
	}
	if settings["vcs.modified"] == "true" {
		facts = append(facts, "modified")
	}
	line := "apilint " + cleanVersion(info.Main.Version)
	if len(facts) > 0 {
		line += " (" + strings.Join(facts, ", ") + ")"
	}
	return line + " " + info.GoVersion
}
