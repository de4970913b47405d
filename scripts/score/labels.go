package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// service is an entry of services.json.
type service struct {
	Name    string `json:"name"`
	Modules []struct {
		Dir string `json:"dir"`
	} `json:"modules"`
	LoadNotes string `json:"load_notes"`
}

var variable = regexp.MustCompile(`\bGO[A-Z0-9]+=\S+`)

// env returns the variables without which the service does not load.
func (s *service) env() []string { return variable.FindAllString(s.LoadNotes, -1) }

// truth is the table of routes in routes/<name>.json.
type truth struct {
	Routes []labelled `json:"routes"`
}

// labelled is a route as it truly is.
type labelled struct {
	Method  string   `json:"method"` // ANY: every method
	Path    string   `json:"path"`
	Aliases []string `json:"aliases"`
	Handler string   `json:"handler"`
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Auth    string   `json:"auth"`
	By      string   `json:"by"`
	Perm    string   `json:"perm"`
	Surface string   `json:"surface"`
	Cond    string   `json:"cond"`
}

// expected reports whether a tool has to find the route. One that is not expected is no mistake either.
func (l *labelled) expected() bool {
	switch l.Surface {
	case "mount", "implicit", "options", "dynamic":
		return false
	}
	return l.Cond != "unmounted"
}

func readJSON(v any, elem ...string) error {
	name := filepath.Join(elem...)
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
